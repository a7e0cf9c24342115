package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The rules of S3 on an endpoint that is not AWS. Where the endpoint is known to do otherwise, it
 * must do exactly that: who mends an emulator is noticed.
 */
interface S3RulesContract {
  S3Client client();

  /** What is seen here instead of what AWS does. */
  Map<S3Rule, String> deviations();

  static Stream<S3Rule> rules() {
    return S3Rule.all();
  }

  @ParameterizedTest
  @MethodSource("dev.konglightstep.platform.aws.S3RulesContract#rules")
  default void rule_onThisEndpoint_isKeptOrBrokenAsListed(S3Rule rule) {
    String name = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');

    String seen = rule.seen(new ScratchBucket(client(), name));

    assertThat(seen).isEqualTo(deviations().getOrDefault(rule, rule.aws()));
  }

  @Test
  default void deviations_thatAreListed_differFromAws() {
    deviations().forEach((rule, seen) -> assertThat(seen).as("%s", rule).isNotEqualTo(rule.aws()));
  }

  static S3Client client(URI url) {
    AwsSettings settings = Endpoint.at(url.toString());
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(url)
        .region(settings.region().orElseThrow())
        .credentialsProvider(settings.credentials())
        .build();
  }
}
