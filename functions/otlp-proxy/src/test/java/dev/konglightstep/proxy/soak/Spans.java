package dev.konglightstep.proxy.soak;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.Recording;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * Recorded spans under ids of their own: a span's number is its span id less one, and eight numbers
 * in a row are a trace. So a span that arrives says which one it is and what must be in it.
 */
final class Spans {
  /** What every proxy goes by; a threshold of 4 and thirteen zeros. */
  static final String POLICY = "{\"sampling\":{\"otherwise\":0.75}}";

  /** How many spans of a trace there are. */
  static final int TRACE = 8;

  /** Of a trace id, as OpenTelemetry samples by it. */
  private static final int FIRST_RANDOM_BYTE = 9;

  /** Sixteen of them do not fit into a message, compressed as they may be. */
  private static final int HEAVY_BYTES = 50_000;

  private final List<Span> light;
  private final List<Span> heavy;
  private final List<Template> lightTemplates;
  private final List<Template> heavyTemplates;
  private final BitSet heavyNumbers = new BitSet();

  Spans(Recording recording, Chance chance) {
    this.light = recording.spans().stream().map(Spans::parse).toList();
    byte[] noise = new byte[HEAVY_BYTES];
    chance.fill(noise);
    this.heavy = light.stream().limit(TRACE).map(span -> heavy(span, noise)).toList();
    this.lightTemplates =
        recording.spans().stream().map(span -> Template.of(span, parse(span))).toList();
    this.heavyTemplates =
        heavy.stream().map(span -> Template.of(Bytes.of(span.toByteArray()), span)).toList();
  }

  Bytes light(int number) {
    return lightTemplates.get(number % lightTemplates.size()).numbered(number);
  }

  /** One with an attribute that cannot be compressed. */
  Bytes heavy(int number) {
    heavyNumbers.set(number);
    return heavyTemplates.get(number % heavyTemplates.size()).numbered(number);
  }

  /** The number that a span says it has; negative if it is none of ours. */
  static long claimed(Span span) {
    return span.getSpanId().size() == Long.BYTES
        ? span.getSpanId().asReadOnlyByteBuffer().getLong() - 1
        : -1;
  }

  /** Whether it is, but for its ids and what it was told, what was recorded. */
  boolean isWhole(Span span, int number) {
    List<Span> recorded = heavyNumbers.get(number) ? heavy : light;
    Span original = recorded.get(number % recorded.size());
    return span.getTraceId().equals(ByteString.copyFrom(traceId(number)))
        && span.getTraceState().matches(isMeantToGo(number) ? "ot=th:0" : "ot=th:[04]")
        && untold(span)
            .setTraceId(original.getTraceId())
            .setSpanId(original.getSpanId())
            .build()
            .equals(original);
  }

  /** Whether the policy keeps a span only where it is an error without its root: a quarter. */
  static boolean isMeantToGo(int number) {
    return (traceId(number)[FIRST_RANDOM_BYTE] & 0xff) < 0x40;
  }

  private static Span.Builder untold(Span span) {
    Span.Builder untold = span.toBuilder().clearTraceState();
    int last = span.getAttributesCount() - 1;
    while (last >= 0 && isTold(span.getAttributes(last).getKey())) {
      untold.removeAttributes(last--);
    }
    return untold;
  }

  private static boolean isTold(String key) {
    return key.equals("sampling.ratio") || key.startsWith("iam.principal.");
  }

  private static byte[] traceId(int number) {
    long trace = number / TRACE + 1L;
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(mixed(trace)).putLong(mixed(-trace)).array();
  }

  /** Another number for each, with its bits all over (SplittableRandom's mix, by Stafford). */
  private static long mixed(long number) {
    long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static Span heavy(Span span, byte[] noise) {
    AnyValue value = AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(noise)).build();
    return span.toBuilder()
        .addAttributes(KeyValue.newBuilder().setKey("http.request.body").setValue(value))
        .build();
  }

  static Span parse(Bytes span) {
    try {
      return Span.parseFrom(ByteString.copyFrom(span.array(), span.offset(), span.length()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a span", e);
    }
  }

  /** A span's bytes, in the order of fields in which Kong wrote them, and where its ids are. */
  private record Template(Bytes bytes, int traceIdAt, int spanIdAt) {
    static Template of(Bytes bytes, Span parsed) {
      return new Template(
          bytes, indexOf(bytes, parsed.getTraceId()), indexOf(bytes, parsed.getSpanId()));
    }

    Bytes numbered(int number) {
      byte[] span = bytes.copy();
      ByteBuffer.wrap(span).put(traceIdAt, traceId(number)).putLong(spanIdAt, number + 1L);
      return Bytes.of(span);
    }

    private static int indexOf(Bytes bytes, ByteString id) {
      Bytes wanted = Bytes.of(id.toByteArray());
      int at = 0;
      while (!bytes.slice(at, wanted.length()).equals(wanted)) {
        at++;
      }
      return at;
    }
  }
}
