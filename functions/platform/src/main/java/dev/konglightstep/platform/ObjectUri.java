package dev.konglightstep.platform;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a setting says that a document is.
 *
 * <pre>
 *   uri := "s3://" bucket "/" key | "file:" ["//"] path
 * </pre>
 *
 * The path begins with a slash, and is taken as it is written.
 */
public sealed interface ObjectUri {
  /**
   * What a setting says; empty if nothing.
   *
   * @param name of the setting
   * @throws SettingsException if it is none
   */
  static Optional<ObjectUri> from(Settings settings, String name) {
    return settings.text(name).map(text -> parse(name, text));
  }

  /**
   * The same of a setting that must be there.
   *
   * @throws SettingsException if it is missing, or none
   */
  static ObjectUri required(Settings settings, String name) {
    return parse(name, settings.required(name, "s3://<bucket>/<key>"));
  }

  private static ObjectUri parse(String name, String text) {
    Matcher object = S3Object.SYNTAX.matcher(text);
    if (object.matches()) {
      return new S3Object(object.group(1), object.group(2));
    }
    Matcher file = LocalFile.SYNTAX.matcher(text);
    if (file.matches()) {
      try {
        return new LocalFile(Path.of(file.group(1)));
      } catch (InvalidPathException e) {
        throw malformed(name);
      }
    }
    throw malformed(name);
  }

  private static SettingsException malformed(String name) {
    return new SettingsException(name, "expected s3://<bucket>/<key> or file:/<path>");
  }

  /** An object of Amazon S3. */
  record S3Object(String bucket, String key) implements ObjectUri {
    private static final Pattern SYNTAX =
        Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.{1,1024})");

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }

  /** A file, outside Lambda or deployed with the code. */
  record LocalFile(Path path) implements ObjectUri {
    private static final Pattern SYNTAX = Pattern.compile("file:(?://)?(/[^/].*)");

    @Override
    public String toString() {
      return "file:" + path;
    }
  }
}
