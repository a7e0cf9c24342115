package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Oracle;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever place a secret is in, it goes; and nothing else does. */
class RedactionPropertyTest {
  private static final Redactor REDACTOR = new Redactor(Redaction.SAFE);

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void clean_plantedSecrets_leavesWhatIsBesideThem(@ForAll long seed, @ForAll Signal signal) {
    Planter planter = new Planter(new Random(seed), true);
    Bytes request = request(seed, signal, planter, true, true);

    Cleaned cleaned = REDACTOR.clean(signal, request);

    assertThat(Scan.of(signal, request)).isInstanceOf(Scan.Valid.class);
    String left = raw(cleaned.bytes());
    assertThat(in(left, planter.gone())).as("secrets that are left").isEmpty();
    assertThat(in(left, planter.kept())).as("what is left").isEqualTo(planter.kept());
    assertThat(Oracle.strict(signal, cleaned.bytes())).isPresent();
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void clean_again_changesNothing(@ForAll long seed, @ForAll Signal signal) {
    Bytes request = request(seed, signal, new Planter(new Random(seed), true), true, true);
    Bytes cleaned = REDACTOR.clean(signal, request).bytes();

    Cleaned again = REDACTOR.clean(signal, cleaned);

    assertThat(again.bytes()).isSameAs(cleaned);
    assertThat(again.masked()).isEmpty();
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void clean_noSecrets_isTheSameObject(@ForAll long seed, @ForAll Signal signal) {
    Bytes request = request(seed, signal, new Planter(new Random(seed), false), false, false);

    Cleaned cleaned = REDACTOR.clean(signal, request);

    assertThat(cleaned.bytes()).isSameAs(request);
    assertThat(cleaned.masked()).isEmpty();
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void clean_anyRequest_findsWhatALookAtAllFinds(@ForAll long seed, @ForAll Signal signal) {
    Bytes request = request(seed, signal, new Planter(new Random(seed), true), true, true);

    assertThat(REDACTOR.clean(signal, request)).isEqualTo(REDACTOR.clean(signal, request, true));
  }

  /** Two keys of one attribute aside, of which protobuf-java sees one. */
  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void clean_anyRequest_equalsTheNaiveRedactor(@ForAll long seed, @ForAll Signal signal) {
    Bytes request = request(seed, signal, new Planter(new Random(seed), true), true, false);

    assertThat(parsed(signal, REDACTOR.clean(signal, request).bytes()))
        .isEqualTo(NaiveRedactor.redacted(parsed(signal, request)));
  }

  private static Message parsed(Signal signal, Bytes request) {
    return Oracle.strict(signal, request).orElseThrow();
  }

  private static Bytes request(
      long seed, Signal signal, Planter planter, boolean secrets, boolean twoKeys) {
    return new PlantedRequests(new Random(~seed), planter, secrets, twoKeys)
        .request(Oracle.type(signal));
  }

  private static List<String> in(String text, List<String> parts) {
    return parts.stream().filter(text::contains).toList();
  }

  private static String raw(Bytes bytes) {
    return new String(bytes.copy(), StandardCharsets.ISO_8859_1);
  }
}
