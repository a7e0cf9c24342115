package dev.konglightstep.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A function that only reads the token secret with the same SDK: the yardstick of cold starts. */
public final class SecretHandler implements RequestStreamHandler {
  private final SecretVersions versions =
      new SecretsManagerVersions(AwsSettings.from(new Settings(System.getenv())));

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String version =
        versions
            .labelled(World.TOKEN_SECRET, SecretVersions.CURRENT, Duration.ofSeconds(10))
            .orElseThrow()
            .id();
    out.write(version.getBytes(StandardCharsets.UTF_8));
  }
}
