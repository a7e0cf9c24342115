package dev.konglightstep.cli.operator;

import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.sampling.Sampling;
import dev.konglightstep.core.policy.sampling.Trial;
import dev.konglightstep.core.policy.sampling.Unreachable;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.PolicyJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy check}: whether a policy is one, and what it would do to recorded batches. */
@Command(
    name = "check",
    description = {
      "Look for mistakes in a policy and for rules that no trace reaches.",
      "With recorded bodies of Export requests of traces, say what each rule does to them."
    },
    mixinStandardHelpOptions = true)
final class PolicyCheckCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "BODY.binpb",
      description = "Recorded bodies, as they came or compressed by gzip.")
  private List<Path> bodies = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Policy policy;
    try {
      policy = PolicyJson.parse(InputFile.read(file, PolicyJson.MOST_BYTES));
    } catch (InvalidDocumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return BAD_INPUT;
    }
    Sampling sampling = policy.sampling().orElse(Sampling.ALL);
    PrintWriter out = spec.commandLine().getOut();
    Unreachable.of(sampling.rules()).forEach(rule -> out.println(line(rule)));
    if (!bodies.isEmpty()) {
      Trial trial = new Trial(sampling, Principals.UNKNOWN);
      bodies.forEach(body -> trial.add(InputFile.readTraces(body)));
      trial.rows().forEach(row -> out.println(line(row)));
    }
    return 0;
  }

  private static String line(Unreachable rule) {
    return switch (rule) {
      case Unreachable.Hidden(String name, String by) ->
          "policy: rule %s is never reached: %s, before it, takes all that it would take"
              .formatted(name, by);
      case Unreachable.Contradictory(String name) ->
          "policy: rule %s is never met: a status of 500 or more is an error".formatted(name);
    };
  }

  private static String line(Trial.Row row) {
    return ("policy: rule=%s traces_kept=%d traces_dropped=%d spans_kept=%d spans_dropped=%d"
            + " bytes_saved=%d")
        .formatted(
            row.rule(),
            row.tracesKept(),
            row.tracesDropped(),
            row.spansKept(),
            row.spansDropped(),
            row.bytesSaved());
  }
}
