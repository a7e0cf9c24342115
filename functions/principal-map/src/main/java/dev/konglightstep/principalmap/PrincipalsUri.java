package dev.konglightstep.principalmap;

import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the directory goes.
 *
 * <pre>
 *   uri := "s3://" bucket "/" key | "file:" ["//"] path
 * </pre>
 *
 * The path begins with a slash, and is taken as it is written.
 */
sealed interface PrincipalsUri {
  /**
   * What {@code PRINCIPALS_URI} says.
   *
   * @throws SettingsException if it is missing or none
   */
  static PrincipalsUri from(Settings settings) {
    String text = settings.required("PRINCIPALS_URI", "s3://<bucket>/<key>");
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
    return new SettingsException("PRINCIPALS_URI", "expected s3://<bucket>/<key> or file:/<path>");
  }

  /** An object of Amazon S3. */
  record S3Object(String bucket, String key) implements PrincipalsUri {
    private static final Pattern SYNTAX =
        Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.{1,1024})");

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }

  /** A file, outside Lambda. */
  record LocalFile(Path path) implements PrincipalsUri {
    private static final Pattern SYNTAX = Pattern.compile("file:(?://)?(/[^/].*)");

    @Override
    public String toString() {
      return "file:" + path;
    }
  }
}
