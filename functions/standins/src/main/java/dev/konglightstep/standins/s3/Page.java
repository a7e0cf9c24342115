package dev.konglightstep.standins.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A page of a list while it is filled. */
final class Page {
  private final int most;
  private final List<StoredObject> objects = new ArrayList<>();
  private boolean truncated;

  Page(int most) {
    this.most = Math.min(most, ListObjects.MOST_KEYS);
  }

  /**
   * Takes an object up.
   *
   * @return false if there was no room
   */
  boolean take(StoredObject object) {
    if (objects.size() < most) {
      return objects.add(object);
    }
    truncated = most > 0;
    return false;
  }

  /** The page, with a token made of its last key if more follow. */
  Listing listing(UnaryOperator<String> token) {
    return new Listing(
        List.copyOf(objects),
        truncated ? Optional.of(token.apply(objects.getLast().key())) : Optional.empty());
  }
}
