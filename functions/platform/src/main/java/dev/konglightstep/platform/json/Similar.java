package dev.konglightstep.platform.json;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Finds the word that somebody may have meant. */
final class Similar {
  private static final int MISTYPED = 2;

  private Similar() {}

  /** The known word that at most two changed, missing or added letters make out of this one. */
  static Optional<String> to(String word, Set<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= MISTYPED)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The edit distance of Levenshtein, one row of its table at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
