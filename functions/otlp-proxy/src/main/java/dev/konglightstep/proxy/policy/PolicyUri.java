package dev.konglightstep.proxy.policy;

import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a policy is.
 *
 * <pre>
 *   uri := "s3://" bucket "/" key | "file:" ["//"] path
 * </pre>
 *
 * The path begins with a slash, and is taken as it is written.
 */
public sealed interface PolicyUri {
  /**
   * What {@code POLICY_URI} says; empty if nothing.
   *
   * @throws SettingsException if it is none
   */
  static Optional<PolicyUri> from(Settings settings) {
    return settings.text("POLICY_URI").map(PolicyUri::parse);
  }

  private static PolicyUri parse(String text) {
    Matcher object = S3Object.SYNTAX.matcher(text);
    if (object.matches()) {
      return new S3Object(object.group(1), object.group(2));
    }
    Matcher file = LocalFile.SYNTAX.matcher(text);
    if (file.matches()) {
      try {
        return new LocalFile(Path.of(file.group(1)));
      } catch (InvalidPathException e) {
        throw malformed();
      }
    }
    throw malformed();
  }

  private static SettingsException malformed() {
    return new SettingsException("POLICY_URI", "expected s3://<bucket>/<key> or file:/<path>");
  }

  /** An object of Amazon S3. */
  record S3Object(String bucket, String key) implements PolicyUri {
    private static final Pattern SYNTAX =
        Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.{1,1024})");

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }

  /** A file, for a proxy outside Lambda or a policy that is deployed with the code. */
  record LocalFile(Path path) implements PolicyUri {
    private static final Pattern SYNTAX = Pattern.compile("file:(?://)?(/[^/].*)");

    @Override
    public String toString() {
      return "file:" + path;
    }
  }
}
