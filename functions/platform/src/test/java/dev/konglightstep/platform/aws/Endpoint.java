package dev.konglightstep.platform.aws;

import dev.konglightstep.platform.Settings;
import java.util.Map;

/** Settings for an endpoint that is not AWS itself. */
final class Endpoint {
  private Endpoint() {}

  static AwsSettings at(String url) {
    return AwsSettings.from(
        new Settings(
            Map.of(
                "AWS_ENDPOINT_URL", url,
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "CANARY")));
  }
}
