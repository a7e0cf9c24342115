package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.principalmap.PrincipalMapSettings;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.rotation.RotationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README's table of settings tells the truth. */
class SettingsTableTest {
  /** How the code asks for a setting: {@code settings.text("NAME"} and its like. */
  private static final Pattern READ =
      Pattern.compile(
          "(?:settings|new Settings\\(\\w+\\))\\s*\\.\\s*\\w+\\(\\s*\"([A-Z][A-Z0-9_]+)\""
              + "|(?:credential|ObjectUri\\.from)\\(\\s*settings,\\s*\"([A-Z][A-Z0-9_]+)\"");

  @Test
  void table_namesEverySettingThatIsRead_andNoOther() throws IOException {
    TreeSet<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Project.file("functions"))) {
      for (Path file : files.filter(SettingsTableTest::isMainSource).toList()) {
        READ.matcher(Files.readString(file))
            .results()
            .map(SettingsTableTest::name)
            .forEach(read::add);
      }
    }

    assertThat(read).hasSizeGreaterThan(10);
    assertThat(SettingsTable.read().keySet()).isEqualTo(read);
  }

  /** Giving a default by hand changes nothing. */
  @Test
  void table_givesTheRealDefaults() throws IOException {
    Map<String, String> required =
        Map.of(
            "TOKEN_SECRET_ID", "kong/token",
            "POOL_SECRET_ID", "kong/pool",
            "PROXY_URL", "https://proxy.example",
            "INGEST_KEY_SECRET_ID", "kong/key",
            "PRINCIPALS_URI", "s3://bucket/principals.txt.gz",
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test");
    Map<String, String> spelledOut = new HashMap<>(required);
    SettingsTable.read()
        .forEach(
            (name, fallback) -> {
              if (!fallback.isEmpty()) {
                spelledOut.put(name, fallback);
              }
            });

    assertThat(spelledOut).hasSizeGreaterThan(required.size() + 5);
    assertThat(ProxySettings.from(spelledOut).toString())
        .isEqualTo(ProxySettings.from(required).toString());
    assertThat(RotationSettings.from(spelledOut).toString())
        .isEqualTo(RotationSettings.from(required).toString());
    assertThat(PrincipalMapSettings.from(spelledOut).toString())
        .isEqualTo(PrincipalMapSettings.from(required).toString());
    assertThat(spelledOut)
        .containsEntry("PORT", "4318")
        .containsEntry("LOCAL_TOKEN", LocalSet.DEFAULT_TOKEN)
        .containsEntry("LOCAL_INGEST_KEY", LocalSet.DEFAULT_INGEST_KEY);
  }

  private static boolean isMainSource(Path file) {
    return file.toString().endsWith(".java") && file.toString().contains("/src/main/");
  }

  private static String name(MatchResult read) {
    return Stream.of(1, 2).map(read::group).filter(group -> group != null).findAny().orElseThrow();
  }
}
