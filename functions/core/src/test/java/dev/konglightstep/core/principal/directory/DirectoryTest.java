package dev.konglightstep.core.principal.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.directory.Row.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
  private static final String ALICE = Keys.principal("aws", "123456789012", "AIDAALICE");
  private static final String OTHER = Keys.principal("aws", "123456789012", "AIDAOTHER");
  private static final LookupKey NAME = LookupKey.global("name", "alice");
  private static final long NOW = 1_000;

  @Test
  void find_nameThatLeads_isWhatItLeadsTo() throws MalformedDirectoryException {
    Directory directory =
        directory(alice(Validity.since(10)), Row.leading(NAME, Validity.since(20), ALICE));

    assertThat(found(directory, NAME, NOW)).map(Entry::key).contains(ALICE);
    assertThat(found(directory, NAME, NOW)).flatMap(entry -> entry.field("name")).contains("alice");
    assertThat(directory.find(NAME, 19)).isEqualTo(new Lookup.Absent());
    assertThat(found(directory, NAME, 20)).isPresent();
  }

  @Test
  void find_nameThatMadeItsWay_isWhoHadItThen() throws MalformedDirectoryException {
    Directory directory =
        directory(
            alice(Validity.since(10)),
            Row.telling(OTHER, Validity.since(500), List.of(new Field("name", "other"))),
            Row.leading(NAME, new Validity(10, 400), ALICE),
            Row.leading(NAME, Validity.since(500), OTHER));

    assertThat(found(directory, NAME, 399)).map(Entry::key).contains(ALICE);
    assertThat(directory.find(NAME, 400)).isEqualTo(new Lookup.Absent());
    assertThat(found(directory, NAME, 500)).map(Entry::key).contains(OTHER);
  }

  @Test
  void find_severalAtOnce_isAmbiguous() throws MalformedDirectoryException {
    Directory directory =
        directory(
            alice(Validity.ALWAYS),
            Row.leading(NAME, Validity.since(10), ALICE),
            Row.leading(NAME, Validity.since(10), OTHER));

    assertThat(directory.find(NAME, NOW)).isEqualTo(new Lookup.Ambiguous());
  }

  @Test
  void find_leadsNowhereOrInCircles_isAbsent() throws MalformedDirectoryException {
    LookupKey circle = LookupKey.global("circle", "a");
    Directory directory =
        directory(
            Row.leading(NAME, Validity.ALWAYS, ALICE),
            Row.leading(circle, Validity.ALWAYS, circle.text()));

    assertThat(directory.find(NAME, NOW)).isEqualTo(new Lookup.Absent());
    assertThat(directory.find(circle, NOW)).isEqualTo(new Lookup.Absent());
  }

  @Test
  void find_amongThousands_isEachOne() throws MalformedDirectoryException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String key = Keys.principal("aws", "123456789012", "AIDA" + i);
      rows.add(Row.telling(key, Validity.ALWAYS, List.of(new Field("n", "" + i))));
      rows.add(Row.leading(LookupKey.global("n", "" + i), Validity.ALWAYS, key));
    }
    Collections.shuffle(rows, new Random(1));
    Directory directory = Directory.parse(DirectoryText.of(rows, NOW));

    assertThat(directory.size()).isEqualTo(6000);
    for (int i = 0; i < 3000; i++) {
      assertThat(found(directory, LookupKey.global("n", "" + i), NOW))
          .flatMap(entry -> entry.field("n"))
          .contains("" + i);
    }
    assertThat(directory.find(LookupKey.global("n", "3000"), NOW)).isEqualTo(new Lookup.Absent());
    assertThat(directory.find(LookupKey.global("a", ""), NOW)).isEqualTo(new Lookup.Absent());
    assertThat(directory.find(LookupKey.global("z", ""), NOW)).isEqualTo(new Lookup.Absent());
  }

  @Property
  void parse_whatWasWritten_isTheSame(
      @ForAll @StringLength(min = 1, max = 20) String key,
      @ForAll @StringLength(min = 1, max = 10) String name,
      @ForAll @StringLength(max = 20) String value)
      throws MalformedDirectoryException {
    String sound = value.replaceAll("[\\ud800-\\udfff]", "x");
    Row row =
        Row.telling(
            "k:" + key.replaceAll("[\\ud800-\\udfff]", "x"),
            new Validity(3, 5),
            List.of(
                new Field("a", "1"), new Field(name.replaceAll("[\\ud800-\\udfff]", "x"), sound)));
    List<Row> read = new ArrayList<>();

    Directory.parse(DirectoryText.of(List.of(row), NOW)).forEach(read::add);

    assertThat(read).containsExactly(row);
  }

  @Test
  void version_sameLinesInAnyOrder_isTheSame() {
    Row one = alice(Validity.ALWAYS);
    Row other = Row.leading(NAME, Validity.ALWAYS, ALICE);
    Row part = Row.telling(Keys.part("iam:aws:123456789012"), Validity.since(1), List.of());

    assertThat(DirectoryText.version(List.of(one, other)))
        .hasSize(16)
        .isEqualTo(DirectoryText.version(List.of(part, other, one)))
        .isNotEqualTo(DirectoryText.version(List.of(one)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "kong-lightstep-principals 2 0123456789abcdef 7\n",
        "kong-lightstep-principals 1 0123456789abcdeg 7\n",
        "kong-lightstep-principals 1 0123456789abcdef 7",
        "kong-lightstep-principals 1 0123456789abcdef 7\nb\t0\t-\t\na\t0\t-\t\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\t0\t-\t\na\t0\t-\t\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\t0\t-\tx=y",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\t0\t-\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\n\t0\t-\t\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\tx\t-\t\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\t0\t\t\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\t0\t-\t>\n",
        "kong-lightstep-principals 1 0123456789abcdef 7\na\t0\t-\tnothing\n",
      })
  void parse_noDirectory_isRefused(String text) {
    assertThatThrownBy(() -> Directory.parse(Bytes.utf8(text)))
        .isInstanceOf(MalformedDirectoryException.class)
        .hasMessageMatching("line \\d: expected .*")
        .hasMessageNotContaining("nothing");
  }

  @Test
  void parse_cutAnywhere_isRefusedOrShorter() throws MalformedDirectoryException {
    Bytes whole = DirectoryText.of(List.of(alice(Validity.ALWAYS)), NOW);

    for (int length = 0; length < whole.length(); length++) {
      Bytes cut = whole.slice(0, length);
      Optional<Directory> read = Optional.empty();
      try {
        read = Optional.of(Directory.parse(cut));
      } catch (MalformedDirectoryException expected) {
        assertThat(expected).hasMessageStartingWith("line ");
      }
      assertThat(read.map(Directory::size).orElse(0)).isZero();
    }
  }

  @Test
  void toString_person_isNotThere() throws MalformedDirectoryException {
    Row row = alice(Validity.ALWAYS);
    Directory directory = directory(row, Row.leading(NAME, Validity.ALWAYS, ALICE));

    assertThat(row + "" + row.fields() + directory + directory.find(NAME, NOW))
        .doesNotContainIgnoringCase("alice");
  }

  private static Row alice(Validity validity) {
    return Row.telling(ALICE, validity, List.of(new Field("name", "alice")));
  }

  private static Directory directory(Row... rows) throws MalformedDirectoryException {
    return Directory.parse(DirectoryText.of(List.of(rows), NOW));
  }

  private static Optional<Entry> found(Directory directory, LookupKey key, long at) {
    return directory.find(key, at) instanceof Lookup.Found(Entry entry)
        ? Optional.of(entry)
        : Optional.empty();
  }
}
