package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The rules of SQS on an endpoint that is not AWS. Where the endpoint is known to do otherwise, it
 * must do exactly that: who mends an emulator is noticed.
 */
interface SqsRulesContract {
  SqsClient client();

  /** What is seen here instead of what AWS does. */
  Map<SqsRule, String> deviations();

  static Stream<SqsRule> rules() {
    return SqsRule.all();
  }

  @ParameterizedTest
  @MethodSource("dev.konglightstep.platform.aws.SqsRulesContract#rules")
  default void rule_onThisEndpoint_isKeptOrBrokenAsListed(SqsRule rule) {
    String seen = rule.seen(new ScratchQueue(client(), rule.name().replace('_', '-')));

    assertThat(seen).isEqualTo(deviations().getOrDefault(rule, rule.aws()));
  }

  @Test
  default void deviations_thatAreListed_differFromAws() {
    deviations().forEach((rule, seen) -> assertThat(seen).as("%s", rule).isNotEqualTo(rule.aws()));
  }

  static SqsClient client(URI url) {
    AwsSettings settings = Endpoint.at(url.toString());
    return SqsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(url)
        .region(settings.region().orElseThrow())
        .credentialsProvider(settings.credentials())
        .build();
  }
}
