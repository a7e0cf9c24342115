package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.identity.Claim;
import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.identity.Ingress;
import dev.konglightstep.core.policy.latency.Latency;
import dev.konglightstep.core.policy.redaction.Detector;
import dev.konglightstep.core.policy.redaction.Mask;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.redaction.SqlLiterals;
import dev.konglightstep.core.policy.redaction.UrlQuery;
import dev.konglightstep.core.policy.sampling.Conditions;
import dev.konglightstep.core.policy.sampling.Orphans;
import dev.konglightstep.core.policy.sampling.Preset;
import dev.konglightstep.core.policy.sampling.Rule;
import dev.konglightstep.core.policy.sampling.Sampling;
import dev.konglightstep.core.policy.sampling.StatusRange;
import dev.konglightstep.core.principal.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyJsonTest {
  @ParameterizedTest
  @MethodSource("dev.konglightstep.platform.json.PolicyDocuments#good")
  void parse_good_isTaken(String document) {
    assertThat(PolicyJson.parse(document)).isEqualTo(PolicyJson.parse(Bytes.utf8(document)));
  }

  @ParameterizedTest
  @MethodSource({
    "dev.konglightstep.platform.json.PolicyDocuments#bad",
    "dev.konglightstep.platform.json.PolicyDocuments#badByOurWordsAlone"
  })
  void parse_bad_isRefusedWithItsPathAndWithoutItsValue(PolicyDocuments.Bad bad) {
    assertThatThrownBy(() -> PolicyJson.parse(bad.document()))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(bad.message())
        .message()
        .doesNotContain("CANARY");
  }

  @Test
  void parse_empty_isTheSafePolicy() {
    assertThat(PolicyJson.parse("{}")).isEqualTo(Policy.SAFE);
    assertThat(PolicyJson.parse("{\"redaction\":{}}")).isEqualTo(Policy.SAFE);
  }

  @Test
  void parse_identity_everyFieldArrives() {
    assertThat(
            PolicyJson.parse(
                    """
                    {"identity":{"claims":["alb","sigv4"],"exclusive_ingress":["alb"],
                     "user_attributes":"claimed","children":"none","tags":["team"],
                     "pseudonyms":true,"decisions":0.5,"oidc_issuer":"https://a.example",
                     "partition":"aws-cn"}}
                    """)
                .identity())
        .isEqualTo(
            new Identity(
                List.of(Claim.ALB, Claim.SIGV4),
                Set.of(Ingress.ALB),
                Identity.Users.CLAIMED,
                Identity.Children.NONE,
                List.of("team"),
                true,
                0.5,
                Optional.of("https://a.example"),
                Partition.AWS_CN));
  }

  @Test
  void parse_emptySampling_keepsAll() {
    assertThat(PolicyJson.parse("{\"sampling\":{}}").sampling())
        .contains(new Sampling(List.of(), 1, Orphans.OTHERWISE, OptionalDouble.of(1)));
  }

  @Test
  void parse_preset_comesBehindTheRules() {
    Sampling sampling =
        sampling("{\"preset\":\"essentials\",\"rules\":[{\"path\":\"/beta*\",\"keep\":1}]}");

    assertThat(sampling.otherwise()).isEqualTo(0.1);
    assertThat(sampling.rules().getFirst().name()).isEqualTo("rule-1");
    assertThat(sampling.rules().subList(1, sampling.rules().size()))
        .isEqualTo(Preset.ESSENTIALS.rules());
    assertThat(sampling("{\"preset\":\"essentials\",\"otherwise\":0}").otherwise()).isZero();
  }

  @Test
  void parse_rule_everyConditionArrives() {
    Sampling sampling =
        sampling(
            """
            {"upstream_rate":"unknown","otherwise":0.25,"orphans":"drop","rules":[
             {"keep":0},
             {"name":"all","route":"/r*","path":["/p","/q"],"host":"h","method":["get","POST"],
              "status":[404,"5xx","301"],"min_duration":"1.5s","error":false,
              "principal":{"arn":"a*","tag.team":["b","c"]},"service":"s","keep":0.5,
              "at":"source"}]}
            """);

    assertThat(sampling)
        .isEqualTo(
            new Sampling(
                List.of(
                    new Rule("rule-1", Conditions.NONE, 0, Rule.Place.PROXY),
                    new Rule(
                        "all",
                        new Conditions(
                            globs("/r*"),
                            globs("/p", "/q"),
                            globs("h"),
                            List.of("GET", "POST"),
                            List.of(
                                new StatusRange(404, 404),
                                new StatusRange(500, 599),
                                new StatusRange(301, 301)),
                            Optional.of(Duration.ofMillis(1500)),
                            Optional.of(false),
                            Map.of("arn", globs("a*"), "tag.team", globs("b", "c")),
                            globs("s")),
                        0.5,
                        Rule.Place.SOURCE)),
                0.25,
                Orphans.DROP,
                OptionalDouble.empty()));
  }

  @Test
  void parse_redaction_everyFieldArrives() {
    Redaction redaction =
        PolicyJson.parse(
                """
                {"redaction":{"url_query":"names","sql_literals":"keep",
                  "detectors":{"card":false,"aws-key":true,"jwt":false},
                  "drop":["net.*"],"keep":["http.*"],
                  "mask":[{"name":"order","pattern":"ORD-[0-9]+","keys":["http.url"]},
                          {"name":"x","pattern":"y"}]}}
                """)
            .redaction();

    assertThat(redaction.urlQuery()).isEqualTo(UrlQuery.NAMES);
    assertThat(redaction.sqlLiterals()).isEqualTo(SqlLiterals.KEEP);
    assertThat(redaction.detectors())
        .isEqualTo(
            Set.of(
                Detector.AWS_KEY,
                Detector.BEARER,
                Detector.KNOWN_TOKEN,
                Detector.URL_SECRET,
                Detector.SECRET_WORD));
    assertThat(redaction.drop()).isEqualTo(globs("net.*"));
    assertThat(redaction.keep()).contains(globs("http.*"));
    assertThat(redaction.masks()).extracting(Mask::name).containsExactly("order", "x");
    assertThat(redaction.masks().getFirst().pattern().matches("ORD-12")).isTrue();
    assertThat(redaction.masks().getFirst().keys()).isEqualTo(globs("http.url"));
    assertThat(redaction.masks().getLast().keys()).isEmpty();
  }

  @Test
  void parse_latency_arrives() {
    assertThat(PolicyJson.parse("{\"latency\":{\"to\":\"backend\"}}").latency())
        .contains(new Latency(Latency.To.BACKEND, false, 2000));
    assertThat(
            PolicyJson.parse("{\"latency\":{\"to\":\"emf\",\"principal\":true,\"max_series\":7}}")
                .latency())
        .contains(new Latency(Latency.To.EMF, true, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "1s, PT1S",
    "1.5s, PT1.5S",
    "0.000001ms, PT0.000000001S",
    "2m, PT2M",
    "0.5m, PT30S",
    "999999999.999999m, PT59999999999.99994S",
    "PT0.5S, PT0.5S",
    "PT1H1M1S, PT1H1M1S"
  })
  void parse_duration_isThatLong(String text, Duration expected) {
    assertThat(DurationText.parse(text)).contains(expected);
  }

  /** Where a mistake is counts for people; how long the text was until then does not. */
  @Test
  void parse_tooLong_isRefused() {
    String policy = "{\"sampling\":{\"otherwise\":0.5}}";
    Bytes most = Bytes.utf8(policy + " ".repeat(PolicyJson.MOST_BYTES - policy.length()));

    assertThat(PolicyJson.parse(most).sampling()).isPresent();
    assertThatThrownBy(() -> PolicyJson.parse(Bytes.of(new byte[PolicyJson.MOST_BYTES + 1])))
        .hasMessage("expected at most 1 MiB");
  }

  @Test
  void parse_notUtf8_isRefused() {
    byte[] latin1 = {'{', '"', (byte) 0xe4, '"', ':', '1', '}'};

    assertThatThrownBy(() -> PolicyJson.parse(Bytes.of(latin1))).hasMessage("expected UTF-8");
  }

  private static Sampling sampling(String document) {
    return PolicyJson.parse("{\"sampling\":" + document + "}").sampling().orElseThrow();
  }

  private static List<Glob> globs(String... patterns) {
    return List.of(patterns).stream().map(Glob::of).toList();
  }
}
