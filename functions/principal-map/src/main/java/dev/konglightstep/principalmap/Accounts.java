package dev.konglightstep.principalmap;

import java.time.Instant;

/** The accounts of AWS that this function may look at. */
public interface Accounts {
  /**
   * The one that this function runs in.
   *
   * @throws UnreadableException if nobody can say
   */
  IamAccount own(Instant deadline);

  /**
   * Opens the IAM of an account, with its reader's rights if it has one.
   *
   * @throws UnreadableException if the reader cannot be assumed
   */
  Iam open(IamAccount account, Instant deadline);
}
