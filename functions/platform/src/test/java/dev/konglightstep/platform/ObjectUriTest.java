package dev.konglightstep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectUriTest {
  @Test
  void from_object_isItsBucketAndKey() {
    ObjectUri uri = from("s3://bucket.name/a/b c.json");

    assertThat(uri).isEqualTo(new ObjectUri.S3Object("bucket.name", "a/b c.json"));
    assertThat(uri).hasToString("s3://bucket.name/a/b c.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/etc/a b.json", "file:///etc/a b.json"})
  void from_file_isItsPath(String text) {
    assertThat(from(text)).isEqualTo(new ObjectUri.LocalFile(Path.of("/etc/a b.json")));
    assertThat(from(text)).hasToString("file:/etc/a b.json");
  }

  @Test
  void from_nothing_isEmpty() {
    assertThat(ObjectUri.from(new Settings(Map.of("PLACE", " ")), "PLACE")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY",
        "s3://CANARY/key",
        "s3://bucket/",
        "s3://bucket",
        "s3://-bucket/key",
        "s3://ab/key",
        "file:policy.json",
        "file://host/policy",
        "file:/\0",
        "https://host/policy"
      })
  void from_anythingElse_isRefusedAndNotQuoted(String text) {
    assertThatThrownBy(() -> from(text))
        .isInstanceOf(SettingsException.class)
        .hasMessage("PLACE: expected s3://<bucket>/<key> or file:/<path>");
  }

  @Test
  void from_longestKey_isTakenAndOneMoreIsNot() {
    String longest = "s3://bucket/" + "k".repeat(1024);

    assertThat(from(longest)).hasToString(longest);
    assertThatThrownBy(() -> from(longest + "k")).isInstanceOf(SettingsException.class);
  }

  private static ObjectUri from(String text) {
    return ObjectUri.from(new Settings(Map.of("PLACE", text)), "PLACE").orElseThrow();
  }
}
