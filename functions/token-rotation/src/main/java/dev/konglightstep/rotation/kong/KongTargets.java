package dev.konglightstep.rotation.kong;

import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.json.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds what {@code KONG_TARGETS} says: the JSON itself, {@code file:<path>} or {@code
 * s3://<bucket>/<key>}.
 */
public final class KongTargets {
  private static final String NAME = "KONG_TARGETS";
  private static final String FILE = "file:";
  private static final String S3 = "s3://";

  private KongTargets() {}

  /**
   * Reads the targets.
   *
   * @param setting the variable's value
   * @throws SettingsException naming the variable and, in the document, the path of the mistake
   */
  public static List<KongTarget> read(String setting, StoredText stored) {
    try {
      return KongTargetsJson.parse(text(setting, stored));
    } catch (InvalidDocumentException e) {
      throw new SettingsException(NAME, String.valueOf(e.getMessage()));
    }
  }

  /** A text of a setting that may be in a file instead. */
  static String textOrFile(String name, String setting) {
    if (!setting.startsWith(FILE)) {
      return setting;
    }
    try {
      return Files.readString(Path.of(setting.substring(FILE.length())));
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(name, "the file that it names cannot be read");
    }
  }

  private static String text(String setting, StoredText stored) {
    if (setting.startsWith(S3)) {
      return object(setting.substring(S3.length()), stored);
    }
    if (!setting.startsWith(FILE) && !setting.stripLeading().startsWith("[")) {
      throw new SettingsException(
          NAME, "expected a JSON array, file:<path> or s3://<bucket>/<key>");
    }
    return textOrFile(NAME, setting);
  }

  private static String object(String place, StoredText stored) {
    int slash = place.indexOf('/');
    if (slash < 1 || slash == place.length() - 1) {
      throw new SettingsException(NAME, "expected s3://<bucket>/<key>");
    }
    try {
      return stored.read(place.substring(0, slash), place.substring(slash + 1));
    } catch (IOException e) {
      throw new SettingsException(
          NAME, "the object that it names cannot be read: " + e.getMessage());
    }
  }
}
