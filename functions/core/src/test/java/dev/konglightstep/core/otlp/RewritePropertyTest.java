package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Our copy with edits reads, in protobuf, like protobuf's own message with the same edits. */
class RewritePropertyTest {
  private static final Set<String> REMOVED = Set.of("drop.me", "kéy", "");
  private static final Set<String> EVERYWHERE = Set.of("lightstep.access_token");

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void write_anyRequest_equalsProtobufsOwnEdits(
      @ForAll long seed, @ForAll Signal signal, @ForAll boolean drops, @ForAll boolean adds) {
    Random random = new Random(seed);
    Bytes request = new WireGenerator(random, false).request(Oracle.type(signal));
    // A data point is neither dropped nor added to: only spans and log records are.
    boolean metrics = signal == Signal.METRICS;
    IntPredicate kept = item -> metrics || !drops || (item * 7L + seed) % 3 == 0;
    TestEdits edits = new TestEdits(kept, REMOVED, EVERYWHERE, adds && !metrics);
    EditModel model = new EditModel(kept, REMOVED, EVERYWHERE, adds && !metrics);

    Bytes written = scanned(signal, request).write(edits);

    assertThat(parsed(signal, written)).isEqualTo(model.edit(parsed(signal, request)));
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void write_repetitiveTraces_equalsProtobufsOwnEdits(
      @ForAll long seed, @ForAll boolean drops, @ForAll boolean adds) {
    Bytes request = new RepetitiveGenerator(new Random(seed)).traces();
    IntPredicate kept = item -> !drops || (item * 7L + seed) % 3 == 0;
    Set<String> removed = Set.of("drop.me", "kéy", "new.3", "new.4", "a");
    TestEdits edits = new TestEdits(kept, removed, EVERYWHERE, adds);
    EditModel model = new EditModel(kept, removed, EVERYWHERE, adds);

    Bytes written = scanned(Signal.TRACES, request).write(edits);

    assertThat(parsed(Signal.TRACES, written))
        .isEqualTo(model.edit(parsed(Signal.TRACES, request)));
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void write_noEdits_isTheRequestItself(@ForAll long seed, @ForAll Signal signal) {
    Bytes request = new WireGenerator(new Random(seed), false).request(Oracle.type(signal));

    assertThat(scanned(signal, request).write(new Edits() {})).isEqualTo(request);
  }

  /** A span whose meaning did not change keeps its bytes, odd as they may be. */
  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void write_untouchedSpans_keepTheirBytes(@ForAll long seed)
      throws InvalidProtocolBufferException {
    Bytes request = new WireGenerator(new Random(seed), false).request(Oracle.type(Signal.TRACES));
    List<ByteString> before = RawSpans.of(request);
    IntPredicate kept = item -> item % 2 == 0;

    List<ByteString> after =
        RawSpans.of(
            scanned(Signal.TRACES, request).write(new TestEdits(kept, Set.of(), Set.of(), false)));

    List<ByteString> expected = new ArrayList<>();
    for (int item = 0; item < before.size(); item += 2) {
      expected.add(before.get(item));
    }
    assertThat(after).isEqualTo(expected);
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void write_invalidTexts_areRepairedAndNothingElse(@ForAll long seed, @ForAll Signal signal) {
    Bytes request = new WireGenerator(new Random(seed), true).request(Oracle.type(signal));

    Bytes written = scanned(signal, request).write(new Edits() {});

    assertThat(Oracle.strict(signal, written)).isPresent();
    assertThat(Oracle.lenient(signal, written).orElseThrow())
        .isEqualTo(
            EditModel.mapTexts(
                Oracle.lenient(signal, request).orElseThrow(),
                Oracle.type(signal),
                text -> Utf8.repair(text.array(), text.offset(), text.offset() + text.length())));
  }

  private static ExportRequest scanned(Signal signal, Bytes request) {
    return switch (Scan.of(signal, request)) {
      case Scan.Valid(ExportRequest valid) -> valid;
      case Scan.Malformed malformed -> throw new AssertionError(malformed);
    };
  }

  private static DynamicMessage parsed(Signal signal, Bytes request) {
    return Oracle.strict(signal, request).orElseThrow();
  }
}
