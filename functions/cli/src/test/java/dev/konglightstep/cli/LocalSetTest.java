package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.standins.s3.ListObjects;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which stand-in steps aside for which setting. */
class LocalSetTest {
  @Test
  void start_nothingNamed_standsInForEverything() {
    try (LocalSet set = LocalSet.start(Map.of())) {
      assertThat(set.lightstep()).isPresent();
      assertThat(set.aws()).isPresent();
      assertThat(set.environment())
          .containsEntry("LIGHTSTEP_URL", set.lightstep().orElseThrow().url().toString())
          .containsEntry("TOKEN_SECRET_ID", "kong-lightstep/token")
          .containsEntry("INGEST_KEY_SECRET_ID", "kong-lightstep/ingest-key")
          .containsEntry("SPILL_QUEUE_URL", set.awsAddress() + "/000000000000/kong-lightstep-spill")
          .containsEntry("SPILL_BUCKET", "kong-lightstep-spill");
    }
  }

  @Test
  void start_spillNamed_isMadeUnderThatName() {
    Map<String, String> mine =
        Map.of(
            "SPILL_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/mine",
            "SPILL_BUCKET", "my-bucket");
    try (LocalSet set = LocalSet.start(mine)) {
      LocalAws aws = set.aws().orElseThrow().model();
      assertThat(set.environment()).containsAllEntriesOf(mine);
      assertThat(aws.queues().listQueues()).containsExactly("mine", "mine-dead-letters");
      assertThat(aws.queues().settings("mine").visibilityTimeout())
          .isEqualTo(Duration.ofMinutes(6));
      assertThat(aws.buckets().listObjects(ListObjects.of("my-bucket", "")).objects()).isEmpty();
    }
  }

  @Test
  void start_awsNamed_namesNoSpillByItself() {
    try (LocalSet set = LocalSet.start(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"))) {
      assertThat(set.environment()).doesNotContainKeys("SPILL_QUEUE_URL", "SPILL_BUCKET");
    }
  }

  @Test
  void start_lightstepNamed_standsInForAwsAlone() {
    try (LocalSet set = LocalSet.start(Map.of("LIGHTSTEP_URL", "https://lightstep.example"))) {
      assertThat(set.lightstep()).isEmpty();
      assertThat(set.aws()).isPresent();
      assertThat(set.environment()).containsEntry("LIGHTSTEP_URL", "https://lightstep.example");
    }
  }

  @Test
  void start_awsEndpoint_standsInForLightstepAlone() {
    try (LocalSet set = LocalSet.start(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"))) {
      assertThat(set.aws()).isEmpty();
      assertThat(set.awsAddress()).isEqualTo("http://127.0.0.1:4566");
      assertThat(set.lightstep()).isPresent();
    }
  }

  @Test
  void start_credentialsWithTheSecretIds_isRealAws() {
    Map<String, String> real =
        Map.of(
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_REGION", "eu-west-1",
            "TOKEN_SECRET_ID", "prod/token",
            "INGEST_KEY_SECRET_ID", "prod/key");
    try (LocalSet set = LocalSet.start(real)) {
      assertThat(set.aws()).isEmpty();
      assertThat(set.awsAddress()).isEqualTo("eu-west-1");
      assertThat(set.environment()).containsEntry("TOKEN_SECRET_ID", "prod/token");
    }
  }

  @Test
  void start_credentialsAlone_areNotUsed() {
    Map<String, String> mine =
        Map.of("AWS_ACCESS_KEY_ID", "mine", "AWS_SECRET_ACCESS_KEY", "x", "AWS_SESSION_TOKEN", "y");
    try (LocalSet set = LocalSet.start(mine)) {
      assertThat(set.aws()).isPresent();
      assertThat(set.environment())
          .containsEntry("AWS_ACCESS_KEY_ID", "local")
          .doesNotContainKey("AWS_SESSION_TOKEN");
    }
  }

  @Test
  void start_keySwitchedOff_staysOff() {
    try (LocalSet set = LocalSet.start(Map.of("INGEST_KEY_SECRET_ID", "none"))) {
      assertThat(set.environment()).containsEntry("INGEST_KEY_SECRET_ID", "none");
    }
  }
}
