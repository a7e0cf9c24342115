package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What {@link SecretsManagerVersions} and an endpoint agree on, whichever endpoint it is. Each test
 * has a secret of its own, so that they can share a server.
 */
interface SecretVersionsContract {
  Duration TIMEOUT = Duration.ofSeconds(20);

  // Version ids are ClientRequestTokens, 32 to 64 characters.
  String V1 = "00000001-aaaa-bbbb-cccc-000000000000";
  String V2 = "00000002-aaaa-bbbb-cccc-000000000000";
  String V3 = "00000003-aaaa-bbbb-cccc-000000000000";
  String V4 = "00000004-aaaa-bbbb-cccc-000000000000";

  SecretsManagerVersions versions();

  Preparation prepare();

  @Test
  default void describe_customLabels_areOnTheirVersions() {
    prepare().create("describe/custom", V1, token("one"));
    prepare().put("describe/custom", V2, token("two"), "AWSPENDING", "live-" + V2);
    prepare().put("describe/custom", V3, token("three"), "live-" + V3);

    assertThat(labels("describe/custom"))
        .isEqualTo(
            Map.of(
                V1, Set.of("AWSCURRENT"),
                V2, Set.of("AWSPENDING", "live-" + V2),
                V3, Set.of("live-" + V3)));
  }

  @Test
  default void describe_currentMoved_previousIsBehindAndTheUnlabelledGone() {
    prepare().create("describe/moved", V1, token("one"));
    prepare().put("describe/moved", V2, token("two"), "AWSPENDING");
    prepare().move("describe/moved", "AWSCURRENT", V2);
    assertThat(labels("describe/moved"))
        .isEqualTo(Map.of(V1, Set.of("AWSPREVIOUS"), V2, Set.of("AWSCURRENT", "AWSPENDING")));

    prepare().remove("describe/moved", "AWSPENDING");
    prepare().put("describe/moved", V3, token("three"), "AWSPENDING");
    prepare().move("describe/moved", "AWSCURRENT", V3);
    assertThat(labels("describe/moved"))
        .isEqualTo(Map.of(V2, Set.of("AWSPREVIOUS"), V3, Set.of("AWSCURRENT", "AWSPENDING")));
  }

  @Test
  default void describe_pendingWithoutAValue_isListed() {
    prepare().create("describe/begun", V1, token("one"));
    prepare().begin("describe/begun", V2);

    assertThat(labels("describe/begun"))
        .isEqualTo(Map.of(V1, Set.of("AWSCURRENT"), V2, Set.of("AWSPENDING")));
  }

  @Test
  default void describe_lastChanged_isTheTimeOfTheLastPut() {
    prepare().create("describe/time", V1, token("one"));
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    prepare().put("describe/time", V2, token("two"), "AWSPENDING");

    assertThat(versions().describe("describe/time", TIMEOUT).lastChanged())
        .isBetween(before, Instant.now());
  }

  @Test
  default void describe_noSuchSecret_isUnavailableAndSaysWhatToCheck() {
    assertThatThrownBy(() -> versions().describe("describe/none", TIMEOUT))
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessage("secret describe/none is not here; check its name, its account and its region");
  }

  @Test
  default void byId_everyVersion_givesItsValueWhateverItsLabels() {
    prepare().create("byId/every", V1, token("one"));
    prepare().put("byId/every", V2, token("two"), "AWSPENDING");
    prepare().put("byId/every", V3, token("three"), "live-" + V3);
    prepare().put("byId/every", V4, token("four"), "live-" + V4);
    prepare().remove("byId/every", "live-" + V4);

    assertVersion(versions().byId("byId/every", V1, TIMEOUT), V1, "one");
    assertVersion(versions().byId("byId/every", V2, TIMEOUT), V2, "two");
    assertVersion(versions().byId("byId/every", V3, TIMEOUT), V3, "three");
    assertVersion(versions().byId("byId/every", V4, TIMEOUT), V4, "four");
  }

  @Test
  default void byId_notThere_isEmpty() {
    prepare().create("byId/gone", V1, token("one"));

    assertThat(versions().byId("byId/gone", V2, TIMEOUT)).isEmpty();
    assertThat(versions().byId("byId/none", V1, TIMEOUT)).isEmpty();
  }

  @Test
  default void pendingWithoutAValue_isEmptyByIdAndByLabel() {
    prepare().create("byId/begun", V1, token("one"));
    prepare().begin("byId/begun", V2);

    assertThat(versions().byId("byId/begun", V2, TIMEOUT)).isEmpty();
    assertThat(versions().labelled("byId/begun", "AWSPENDING", TIMEOUT)).isEmpty();
    assertVersion(versions().byId("byId/begun", V1, TIMEOUT), V1, "one");
  }

  @Test
  default void labelled_eachLabel_givesItsVersion() {
    prepare().create("labelled/each", V1, token("one"));
    prepare().put("labelled/each", V2, token("two"), "AWSPENDING", "live-" + V2);
    prepare().move("labelled/each", "AWSCURRENT", V2);

    assertVersion(versions().labelled("labelled/each", "AWSCURRENT", TIMEOUT), V2, "two");
    assertVersion(versions().labelled("labelled/each", "live-" + V2, TIMEOUT), V2, "two");
    assertVersion(versions().labelled("labelled/each", "AWSPREVIOUS", TIMEOUT), V1, "one");
    assertThat(versions().labelled("labelled/each", "live-" + V1, TIMEOUT)).isEmpty();
    assertThat(versions().labelled("labelled/none", "AWSCURRENT", TIMEOUT)).isEmpty();
  }

  @Test
  default void everyCall_byArn_findsTheSecret() {
    String arn = prepare().create("by/arn", V1, token("one"));

    assertThat(versions().describe(arn, TIMEOUT).byVersion()).containsOnlyKeys(V1);
    assertVersion(versions().byId(arn, V1, TIMEOUT), V1, "one");
    assertVersion(versions().labelled(arn, "AWSCURRENT", TIMEOUT), V1, "one");
  }

  private Map<String, Set<String>> labels(String secret) {
    SecretLabels labels = versions().describe(secret, TIMEOUT);
    return labels.byVersion();
  }

  private static String token(String value) {
    return "{\"token\":\"" + value + "\"}";
  }

  private static void assertVersion(Optional<SecretVersion> version, String id, String token) {
    assertThat(version.orElseThrow().id()).isEqualTo(id);
    assertThat(version.orElseThrow().value().token().reveal()).isEqualTo(token);
  }

  /** Brings secrets into the state that a test needs, without the adapter under test. */
  interface Preparation {
    /** Makes a secret whose first version is AWSCURRENT, and gives its ARN. */
    String create(String name, String versionId, String value);

    /** Puts a version with these labels. */
    void put(String name, String versionId, String value, String... labels);

    /** Begins a rotation whose function does nothing: AWSPENDING on a version without a value. */
    void begin(String name, String versionId);

    /** Puts a label on a version, off the one that carries it. */
    void move(String name, String label, String versionId);

    /** Takes a label off the version that carries it. */
    void remove(String name, String label);
  }
}
