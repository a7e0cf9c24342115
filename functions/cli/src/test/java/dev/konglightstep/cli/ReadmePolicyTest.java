package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.sampling.Unreachable;
import dev.konglightstep.platform.json.PolicyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Policies in README can be copied. */
class ReadmePolicyTest {
  private static final Pattern POLICY =
      Pattern.compile("```json\\n(\\{(?:\"\\$schema\"|\"sampling\").*?)\\n```", Pattern.DOTALL);

  @Test
  void policies_areValid() throws IOException {
    List<String> documents =
        POLICY
            .matcher(Files.readString(Project.file("README.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();

    assertThat(documents).hasSizeGreaterThanOrEqualTo(2);
    for (String document : documents) {
      Policy policy = PolicyJson.parse(document);
      assertThat(Unreachable.of(policy.sampling().orElseThrow().rules())).isEmpty();
    }
  }
}
