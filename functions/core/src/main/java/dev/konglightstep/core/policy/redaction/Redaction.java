package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.policy.Glob;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is taken out of everything that is sent on. Whatever it says, attributes that hold
 * credentials by their name are dropped or masked.
 *
 * @param urlQuery what is left of queries of URLs
 * @param sqlLiterals what is left of literals in statements
 * @param detectors those that look into every text
 * @param drop keys of attributes that go wherever they stand
 * @param keep keys of the only attributes that stay; empty: all may stay
 * @param masks what else goes out of texts, in this order
 */
public record Redaction(
    UrlQuery urlQuery,
    SqlLiterals sqlLiterals,
    Set<Detector> detectors,
    List<Glob> drop,
    Optional<List<Glob>> keep,
    List<Mask> masks) {

  /** What holds where a policy says nothing. */
  public static final Redaction SAFE =
      new Redaction(
          UrlQuery.REMOVE,
          SqlLiterals.REMOVE,
          Set.of(Detector.values()),
          List.of(),
          Optional.empty(),
          List.of());

  public Redaction {
    detectors = Set.copyOf(detectors);
    drop = List.copyOf(drop);
    keep = keep.map(List::copyOf);
    masks = List.copyOf(masks);
  }
}
