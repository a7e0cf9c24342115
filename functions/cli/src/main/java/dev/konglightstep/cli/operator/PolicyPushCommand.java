package dev.konglightstep.cli.operator;

import dev.konglightstep.core.policy.sampling.Rule;
import dev.konglightstep.core.policy.sampling.Sampling;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.platform.json.PolicyText;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.sampling.PushPlan;
import dev.konglightstep.rotation.sampling.RouteChange;
import dev.konglightstep.rotation.sampling.RulePlan;
import dev.konglightstep.rotation.sampling.SamplingPush;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy push}: leaves rules to Kong, and says so in the policy. */
@Command(
    name = "push",
    description = {
      "Set sampling_rate in Kong, at its routes, for rules that it can follow by itself.",
      "FILE then says \"at\":\"source\" in them; it must be put where POLICY_URI points to.",
      "Exit code 1 if something was not done, or a rule is at the source that cannot be."
    },
    mixinStandardHelpOptions = true)
final class PolicyPushCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private final OperatorContext context;

  @Parameters(paramLabel = "FILE", description = "The policy.")
  private Path file = Path.of("");

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  PolicyPushCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TargetException, IOException {
    String text;
    List<Rule> rules;
    try {
      text = PolicyJson.text(InputFile.read(file, PolicyJson.MOST_BYTES));
      rules = PolicyJson.parse(text).sampling().orElse(Sampling.ALL).rules();
    } catch (InvalidDocumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return BAD_INPUT;
    }
    PolicyText policy = PolicyText.of(text);
    SamplingPush push = context.samplingPush();
    PushPlan plan =
        push.plan(
            rules,
            policy.rules(),
            rule -> policy.saysWhere(rule) && rules.get(rule).at() == Rule.Place.PROXY);
    PushLines lines = new PushLines(spec.commandLine().getOut(), dryRun);
    boolean good = dryRun ? show(plan, lines) : make(plan, push, policy, text, lines);
    return good ? 0 : FAILED;
  }

  private static boolean show(PushPlan plan, PushLines lines) {
    boolean good = true;
    for (RulePlan rule : plan.rules()) {
      lines.rule(rule);
      if (rule instanceof RulePlan.Moves moves) {
        moves.changes().forEach(lines::change);
      }
      good &= !isWrong(rule);
    }
    plan.obsolete().forEach(lines::change);
    lines.nothingWasChanged();
    return good;
  }

  private boolean make(
      PushPlan plan, SamplingPush push, PolicyText policy, String before, PushLines lines)
      throws IOException {
    boolean good = true;
    List<Integer> moved = new ArrayList<>();
    for (RulePlan rule : plan.rules()) {
      lines.rule(rule);
      if (rule instanceof RulePlan.Moves moves) {
        boolean done = make(moves.changes(), push, lines);
        good &= done;
        if (done) {
          moved.add(moves.number());
        }
      }
      good &= !isWrong(rule);
    }
    good &= make(plan.obsolete(), push, lines);
    String after = policy.atSource(moved);
    if (!after.equals(before)) {
      InputFile.replace(file, after);
      lines.fileSays(file);
    }
    return good;
  }

  /** Tries all of them, whatever becomes of each. */
  private static boolean make(List<RouteChange> changes, SamplingPush push, PushLines lines) {
    boolean all = true;
    for (RouteChange change : changes) {
      try {
        push.make(change);
        lines.change(change);
      } catch (TargetException e) {
        lines.failed(change, e);
        all = false;
      }
    }
    return all;
  }

  private static boolean isWrong(RulePlan rule) {
    return rule instanceof RulePlan.Stays stays && stays.atSource();
  }
}
