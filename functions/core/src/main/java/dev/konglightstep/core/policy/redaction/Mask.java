package dev.konglightstep.core.policy.redaction;

import com.google.re2j.Pattern;
import dev.konglightstep.core.policy.Glob;
import java.util.List;

/**
 * Something that people want out of texts.
 *
 * @param name what people call it; it stands in the text in its place, and it is counted under it
 * @param pattern what goes; RE2 takes linear time for any text
 * @param keys the attributes in whose values it is looked for; empty: all texts
 */
public record Mask(String name, Pattern pattern, List<Glob> keys) {
  public Mask {
    keys = List.copyOf(keys);
  }
}
