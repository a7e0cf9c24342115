package dev.konglightstep.principalmap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The IAM of one account. All calls throw {@link UnreadableException}. */
public interface Iam extends AutoCloseable {
  /** All users and roles. */
  List<IamPrincipal> principals(Instant deadline);

  /** The access keys of a user, inactive ones too; none if the user is gone. */
  List<IamAccessKey> accessKeys(String userName, Instant deadline);

  /** The name that people gave the account. */
  Optional<String> alias(Instant deadline);

  @Override
  void close();
}
