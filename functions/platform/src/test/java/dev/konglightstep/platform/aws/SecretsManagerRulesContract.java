package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The rules of AWS on an endpoint that is not AWS. Where the endpoint is known to do otherwise, it
 * must do exactly that: who mends an emulator is noticed.
 */
interface SecretsManagerRulesContract {
  SecretsManagerClient client();

  /** What is seen here instead of what AWS does. */
  Map<SecretsManagerRule, String> deviations();

  @ParameterizedTest
  @EnumSource(SecretsManagerRule.class)
  default void rule_onThisEndpoint_isKeptOrBrokenAsListed(SecretsManagerRule rule) {
    String seen = rule.seen(new ScratchSecret(client(), "rules/" + rule));

    assertThat(seen).isEqualTo(deviations().getOrDefault(rule, rule.aws()));
  }

  @Test
  default void deviations_thatAreListed_differFromAws() {
    deviations().forEach((rule, seen) -> assertThat(seen).as("%s", rule).isNotEqualTo(rule.aws()));
  }

  static SecretsManagerClient client(URI url) {
    AwsSettings settings = Endpoint.at(url.toString());
    return SecretsManagerClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(url)
        .region(settings.region().orElseThrow())
        .credentialsProvider(settings.credentials())
        .build();
  }
}
