package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * A caller's ARN, which always names partition and account.
 *
 * <pre>
 *   arn := "arn:" partition ":iam::" account ":" ("root" | "user" path name | "role" path name)
 *        | "arn:" partition ":sts::" account ":assumed-role/" role "/" session
 *        | "arn:" partition ":sts::" account ":federated-user/" name
 * </pre>
 *
 * (AWS IAM User Guide, "IAM identifiers".)
 */
public sealed interface ArnIdentifier extends Identifier
    permits IamUser, IamRole, AssumedRoleSession, FederatedUser, AccountRoot {

  Partition partition();

  /** 12 digits. */
  String account();

  @Override
  default Optional<Partition> partitionIfKnown() {
    return Optional.of(partition());
  }

  @Override
  default Optional<String> accountIfKnown() {
    return Optional.of(account());
  }

  /** The ARN of something that this one's service and account have. */
  default String arn(String service, String resource) {
    return "arn:" + partition().id() + ":" + service + "::" + account() + ":" + resource;
  }
}
