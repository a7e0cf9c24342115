package dev.konglightstep.principalmap.aws;

import dev.konglightstep.principalmap.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that come in pages. A list that breaks off is no list: who is missing would be gone. */
final class Pages {
  private Pages() {}

  /**
   * All of them.
   *
   * @param what the operation, as AWS names it
   * @param read a page, from the mark of the page before it
   * @throws UnreadableException if it goes on where it was already
   */
  static <T> List<T> all(String what, Function<Optional<String>, Page<T>> read) {
    List<T> all = new ArrayList<>();
    Optional<String> mark = Optional.empty();
    do {
      Page<T> page = read.apply(mark);
      if (page.next().isPresent() && page.next().equals(mark)) {
        throw UnreadableException.lasting(what + ": the next page is the one before");
      }
      all.addAll(page.elements());
      mark = page.next();
    } while (mark.isPresent());
    return all;
  }

  /**
   * A page; it may be empty though others follow.
   *
   * @param next the mark of the next one
   */
  record Page<T>(List<T> elements, Optional<String> next) {
    /**
     * A page of a list that the answer must have: of an answer of somebody else the SDK would make
     * an empty list, and everybody would be gone.
     *
     * @param isThere whether the answer has the list, or says that it ends
     * @param more whether it says that it goes on
     * @throws UnreadableException if it has not, or if it does not say where it goes on
     */
    static <T> Page<T> of(
        String what, List<T> elements, boolean isThere, boolean more, @Nullable String next) {
      Optional<String> mark = Optional.ofNullable(next).filter(text -> !text.isEmpty());
      if (!isThere || (more && mark.isEmpty())) {
        throw UnreadableException.lasting(what + ": an answer that is none of this service");
      }
      return new Page<>(elements, more ? mark : Optional.empty());
    }
  }
}
