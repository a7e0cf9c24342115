package dev.konglightstep.core.policy.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A W3C {@code tracestate} and what OpenTelemetry's member in it says about sampling.
 *
 * <pre>
 *   tracestate := member ("," member)*      at most 32, the one changed last stands first
 *   member     := key "=" value             ours has the key "ot"
 *   ot value   := name ":" text (";" name ":" text)*   at most 256 characters
 * </pre>
 *
 * (W3C "Trace Context", section 3.3; OpenTelemetry "TraceState Handling".)
 */
final class TraceState {
  private static final String OT = "ot=";
  private static final String TH = "th:";
  private static final String RV = "rv:";
  private static final int MOST_MEMBERS = 32;
  private static final int MOST_CHARACTERS = 256;

  private final List<String> others;
  private final List<String> ot;

  private TraceState(List<String> others, List<String> ot) {
    this.others = others;
    this.ot = ot;
  }

  /** Reads one; whatever does not look like a member is kept as it is. */
  static TraceState parse(String text) {
    List<String> others = new ArrayList<>();
    List<String> ot = List.of();
    for (String part : text.split(",", -1)) {
      String member = part.strip();
      if (member.startsWith(OT) && ot.isEmpty()) {
        ot = List.of(member.substring(OT.length()).split(";"));
      } else if (!member.isEmpty() && !member.startsWith(OT)) {
        others.add(member);
      }
    }
    return new TraceState(others, ot);
  }

  /** The explicit randomness: exactly 14 lower-case digits. */
  OptionalLong randomness() {
    String rv = value(RV);
    return rv.matches("[0-9a-f]{14}")
        ? OptionalLong.of(Long.parseLong(rv, 16))
        : OptionalLong.empty();
  }

  /** The highest threshold of all that sampled before. */
  OptionalLong threshold() {
    return Threshold.parse(value(TH));
  }

  /** The same with another threshold, or with none; all else stays. */
  String with(OptionalLong threshold) {
    List<String> values = new ArrayList<>();
    for (String value : ot) {
      if (!value.startsWith(TH) && !value.isEmpty()) {
        values.add(value);
      }
    }
    if (threshold.isPresent()) {
      String th = TH + Threshold.text(threshold.getAsLong());
      if (String.join(";", values).length() + th.length() < MOST_CHARACTERS) {
        values.add(th);
      }
    }
    List<String> members = new ArrayList<>();
    if (!values.isEmpty()) {
      members.add(OT + String.join(";", values));
    }
    members.addAll(others.subList(0, Math.min(others.size(), MOST_MEMBERS - members.size())));
    return String.join(",", members);
  }

  private String value(String name) {
    for (String value : ot) {
      if (value.startsWith(name)) {
        return value.substring(name.length());
      }
    }
    return "";
  }
}
