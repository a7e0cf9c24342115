package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Reading;
import java.util.Optional;

/**
 * An account whose IAM is read.
 *
 * @param id 12 digits
 * @param reader the role to assume for that; empty for the account that this function runs in
 */
public record IamAccount(Partition partition, String id, Optional<IamRole> reader) {

  /** The account that this function runs in. */
  public static IamAccount own(Partition partition, String id) {
    return new IamAccount(partition, id, Optional.empty());
  }

  /** The account of a role that may read it. */
  public static IamAccount of(IamRole reader) {
    return new IamAccount(reader.partition(), reader.account(), Optional.of(reader));
  }

  /** Its part of the directory. */
  String part() {
    return Reading.iam(partition.id(), id);
  }
}
