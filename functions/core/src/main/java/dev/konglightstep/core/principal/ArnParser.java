package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * Reads a caller's ARN.
 *
 * <p>An ARN of an assumed role with more segments than two behind {@code assumed-role} is refused:
 * AWS writes none, and readers disagree about which of them is the role (the last but one with its
 * path before it in aws-iam-authenticator, the first in Vault).
 */
final class ArnParser {
  private static final int ACCOUNT = 3;
  private static final int RESOURCE = 4;
  private static final String SHAPE = "expected arn:<partition>:<iam or sts>::<account>:<resource>";
  private static final String PARTITION = "expected a partition of " + Partition.ids();
  private static final String OF_IAM =
      "expected root, user/… or role/…: nothing else of IAM's is a caller";
  private static final String OF_STS = "expected assumed-role/… or federated-user/…";
  private static final String SESSION =
      "expected assumed-role/<role>/<session>, neither less nor more";

  private final String text;
  private final int from;
  private final int end;

  /** Where each of the parts after "arn" begins. */
  private final int[] begins = new int[RESOURCE + 1];

  ArnParser(String text, int from, int end) {
    this.text = text;
    this.from = from;
    this.end = end;
  }

  Parsed<Identifier> parse() {
    int at = from;
    for (int part = 0; part <= RESOURCE; part++) {
      int colon = text.indexOf(':', at, end);
      if (colon < 0) {
        return new Parsed.Malformed<>(SHAPE, end);
      }
      begins[part] = at = colon + 1;
    }
    Optional<Partition> partition = Partition.of(part(0));
    if (partition.isEmpty()) {
      return new Parsed.Malformed<>(PARTITION, begins[0]);
    }
    return switch (part(1)) {
      case "iam" -> iam(partition.get());
      case "sts" -> sts(partition.get());
      default -> new Parsed.Malformed<>("expected the service iam or sts", begins[1]);
    };
  }

  private Parsed<Identifier> iam(Partition partition) {
    if (resourceIs("root") && begins[RESOURCE] + "root".length() == end) {
      return front().then(() -> new AccountRoot(partition, part(ACCOUNT)));
    }
    int name = text.lastIndexOf('/', end - 1) + 1;
    if (resourceIs("user/")) {
      int path = begins[RESOURCE] + "user".length();
      return front()
          .part(Part.PATH, path, name)
          .part(Part.USER_NAME, name, end)
          .then(
              () -> new IamUser(partition, part(ACCOUNT), text.substring(path, name), rest(name)));
    }
    int path = begins[RESOURCE] + "role".length();
    return front()
        .that(resourceIs("role/"), OF_IAM, begins[RESOURCE])
        .part(Part.PATH, path, name)
        .part(Part.ROLE_NAME, name, end)
        .then(() -> new IamRole(partition, part(ACCOUNT), text.substring(path, name), rest(name)));
  }

  private Parsed<Identifier> sts(Partition partition) {
    if (resourceIs("federated-user/")) {
      int name = begins[RESOURCE] + "federated-user/".length();
      return front()
          .part(Part.FEDERATED_NAME, name, end)
          .then(() -> new FederatedUser(partition, part(ACCOUNT), rest(name)));
    }
    int role = begins[RESOURCE] + "assumed-role/".length();
    int slash = text.indexOf('/', Math.min(role, end), end);
    int second = slash < 0 ? -1 : text.indexOf('/', slash + 1, end);
    return front()
        .that(resourceIs("assumed-role/"), OF_STS, begins[RESOURCE])
        .that(slash >= 0, SESSION, end)
        .that(second < 0, SESSION, second)
        .part(Part.ROLE_NAME, role, slash)
        .part(Part.SESSION_NAME, slash + 1, end)
        .then(
            () ->
                new AssumedRoleSession(
                    partition, part(ACCOUNT), text.substring(role, slash), rest(slash + 1)));
  }

  /** What all of them have: no region, and an account. */
  private Checks front() {
    return new Checks(text)
        .that(part(2).isEmpty(), "expected no region: IAM and STS have none in ARNs", begins[2])
        .part(Part.ACCOUNT, begins[ACCOUNT], begins[RESOURCE] - 1);
  }

  private boolean resourceIs(String beginning) {
    return text.startsWith(beginning, begins[RESOURCE])
        && begins[RESOURCE] + beginning.length() <= end;
  }

  private String part(int index) {
    return text.substring(begins[index], begins[index + 1] - 1);
  }

  private String rest(int begin) {
    return text.substring(begin, end);
  }
}
