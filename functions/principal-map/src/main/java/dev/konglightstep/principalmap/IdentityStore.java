package dev.konglightstep.principalmap;

import java.time.Instant;
import java.util.List;

/** IAM Identity Center's directory of people. Both calls throw {@link UnreadableException}. */
public interface IdentityStore {
  /** Everybody. */
  List<Person> people(Instant deadline);

  /** All groups with who is in them. */
  List<Group> groups(Instant deadline);
}
