package dev.konglightstep.core.principal.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.directory.Row.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who had a name when, over several readings. */
class RenewalTest {
  private static final String PART = Reading.iam("aws", "123456789012");
  private static final String STORE = Reading.store("d-1234567890");
  private static final LookupKey NAME = new LookupKey("user", "aws:123456789012:user:kong");
  private static final String ONE = Keys.principal("aws", "123456789012", "AIDAONE");
  private static final String TWO = Keys.principal("aws", "123456789012", "AIDATWO");
  private static final long DAY = 86_400;

  private Optional<Directory> last = Optional.empty();
  private List<Row> rows = List.of();

  @Test
  void of_sameAgain_sameVersion() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    String before = directory().version();

    read(2000, iam(user(ONE, 500)));

    assertThat(directory().version()).isEqualTo(before);
  }

  @Test
  void of_deletedAndMadeAgain_newOneInheritsNothing() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    read(3000, iam(user(TWO, 2500)));

    assertThat(holder(NAME, 2499)).contains(ONE);
    assertThat(holder(NAME, 2500)).contains(TWO);
    assertThat(holder(NAME, 499)).isEmpty();
  }

  @Test
  void of_deleted_isNobodyFromThenOn() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    read(2000, iam());
    read(3000, iam());

    assertThat(holder(NAME, 1999)).contains(ONE);
    assertThat(holder(NAME, 2000)).isEmpty();
  }

  @Test
  void of_renamed_newNameCountsFromNowOn() throws MalformedDirectoryException {
    LookupKey renamed = new LookupKey("user", "aws:123456789012:user:renamed");
    read(1000, iam(user(ONE, 500)));
    read(2000, iam(List.of(record(ONE, 500), Row.leading(renamed, Validity.since(500), ONE))));

    assertThat(holder(NAME, 1999)).contains(ONE);
    assertThat(holder(NAME, 2000)).isEmpty();
    assertThat(holder(renamed, 1999)).isEmpty();
    assertThat(holder(renamed, 2000)).contains(ONE);
  }

  @Test
  void of_nameTakenByOneWhoWasThere_isNobodysInBetween() throws MalformedDirectoryException {
    read(1000, iam(List.of(record(ONE, 500), record(TWO, 600), name(ONE, 500))));
    read(1500, iam(List.of(record(ONE, 500), record(TWO, 600), name(ONE, 500))));
    read(2000, iam(List.of(record(ONE, 500), record(TWO, 600), name(TWO, 600))));

    assertThat(holder(NAME, 1499)).contains(ONE);
    assertThat(holder(NAME, 1500)).isEmpty();
    assertThat(holder(NAME, 1999)).isEmpty();
    assertThat(holder(NAME, 2000)).contains(TWO);
  }

  @Test
  void of_nameAwayAndBack_bothTimesAreKept() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    read(2000, iam(List.of(record(ONE, 500))));
    read(3000, iam(user(ONE, 500)));

    assertThat(holder(NAME, 1500)).contains(ONE);
    assertThat(holder(NAME, 2500)).isEmpty();
    assertThat(holder(NAME, 3000)).contains(ONE);
  }

  /** A list may lack for once what is there all the same. */
  @Test
  void of_idAwayAndBack_isOnesAgain() throws MalformedDirectoryException {
    LookupKey key = LookupKey.global("access-key", "AKIAIOSFODNN7EXAMPLE");
    Row leading = Row.leading(key, Validity.since(600), ONE);
    read(1000, iam(List.of(record(ONE, 500), leading)));
    read(2000, iam(List.of(record(ONE, 500))));
    assertThat(holder(key, 2500)).isEmpty();

    read(3000, iam(List.of(record(ONE, 500), leading)));

    assertThat(holder(key, 1500)).contains(ONE);
    assertThat(holder(key, 3500)).contains(ONE);
  }

  /** Nobody can have had the name of somebody whom nobody has ever read. */
  @Test
  void of_readForTheFirstTimeAfterFailures_namesCountFromTheBeginning()
      throws MalformedDirectoryException {
    renew(1000, List.of(), Map.of(STORE, "denied"));
    renew(2000, List.of(person(1)), Map.of());

    assertThat(holder(Keys.personName("p1"), 10)).contains(Keys.person("d-1234567890", "u1"));
  }

  @Test
  void of_endedLongAgo_isForgotten() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    read(2000, iam());
    read(2000 + 29 * DAY, iam());
    assertThat(holder(NAME, 1500)).contains(ONE);

    read(2000 + 30 * DAY, iam());

    assertThat(holder(NAME, 1500)).isEmpty();
    assertThat(directory().size()).isEqualTo(1);
  }

  @Test
  void of_failedPart_staysAndSaysWhy() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    renew(2000, List.of(person(1)), Map.of(PART, "throttled"));

    assertThat(holder(NAME, 2500)).contains(ONE);
    assertThat(holder(Keys.personName("p1"), 2500)).contains(Keys.person("d-1234567890", "u1"));
    assertThat(rows)
        .contains(
            Row.telling(
                Keys.part(PART), Validity.since(1000), List.of(new Field("failed", "throttled"))));
  }

  @Test
  void of_failedFromTheBeginning_saysItWasNeverRead() {
    renew(2000, List.of(), Map.of(PART, "denied"));

    assertThat(rows)
        .containsExactly(
            Row.telling(
                Keys.part(PART), Validity.since(0), List.of(new Field("failed", "denied"))));
  }

  @Test
  void of_partNoLongerAskedFor_ends() throws MalformedDirectoryException {
    read(1000, iam(user(ONE, 500)));
    renew(2000, List.of(person(1)), Map.of());

    assertThat(holder(NAME, 1999)).contains(ONE);
    assertThat(holder(NAME, 2000)).isEmpty();
  }

  /** Identity stores do not say when somebody was made. */
  @Test
  void of_personTakesAnothersName_isNobodysInBetween() throws MalformedDirectoryException {
    renew(1000, List.of(person(1)), Map.of());
    assertThat(holder(Keys.personName("p1"), 10)).contains(Keys.person("d-1234567890", "u1"));
    String two = Keys.person("d-1234567890", "u2");
    Reading other =
        new Reading(
            STORE,
            List.of(
                Row.telling(two, Validity.ALWAYS, List.of()),
                Row.leading(Keys.personName("p1"), Validity.ALWAYS, two)));
    renew(2000, List.of(other), Map.of());

    assertThat(holder(Keys.personName("p1"), 999)).contains(Keys.person("d-1234567890", "u1"));
    assertThat(holder(Keys.personName("p1"), 1000)).isEmpty();
    assertThat(holder(Keys.personName("p1"), 2000)).contains(two);
  }

  private void read(long now, Reading reading) {
    renew(now, List.of(reading), Map.of());
  }

  private void renew(long now, List<Reading> read, Map<String, String> failed) {
    rows = Renewal.of(last, read, failed, now);
    try {
      last = Optional.of(Directory.parse(DirectoryText.of(rows, now)));
    } catch (MalformedDirectoryException e) {
      throw new AssertionError(e);
    }
  }

  private Directory directory() {
    return last.orElseThrow();
  }

  private Optional<String> holder(LookupKey key, long at) {
    return directory().find(key, at) instanceof Lookup.Found(Entry entry)
        ? Optional.of(entry.key())
        : Optional.empty();
  }

  private static Reading iam() {
    return iam(List.of());
  }

  private static Reading iam(List<Row> rows) {
    return new Reading(PART, rows);
  }

  private static List<Row> user(String key, long made) {
    return List.of(record(key, made), name(key, made));
  }

  private static Row record(String key, long made) {
    return Row.telling(key, Validity.since(made), List.of(new Field("name", "kong")));
  }

  private static Row name(String key, long made) {
    return Row.leading(NAME, Validity.since(made), key);
  }

  private static Reading person(int number) {
    String key = Keys.person("d-1234567890", "u" + number);
    return new Reading(
        STORE,
        List.of(
            Row.telling(key, Validity.ALWAYS, List.of()),
            Row.leading(Keys.personName("p" + number), Validity.ALWAYS, key)));
  }
}
