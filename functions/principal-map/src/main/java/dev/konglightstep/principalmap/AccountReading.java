package dev.konglightstep.principalmap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An account whose principals were read, and whose access keys are still to come. */
final class AccountReading implements AutoCloseable {
  private final Iam iam;
  private final AccountFound found;

  private AccountReading(Iam iam, AccountFound found) {
    this.iam = iam;
    this.found = found;
  }

  /**
   * Reads all but the keys.
   *
   * @throws UnreadableException if it cannot
   */
  static AccountReading begin(Accounts accounts, IamAccount account, Instant until) {
    Iam iam = accounts.open(account, until);
    try {
      return new AccountReading(
          iam,
          new AccountFound(account, iam.alias(until), iam.principals(until), Map.of(), Set.of()));
    } catch (RuntimeException e) {
      iam.close();
      throw e;
    }
  }

  String part() {
    return found.part();
  }

  /**
   * Reads the keys that are due. What is throttled or for which no time is left keeps its keys and
   * comes first in the next run.
   *
   * @throws UnreadableException if it may not
   */
  AccountFound withKeys(
      KnownKeys known, Changes changes, Instant now, Instant until, Findings findings) {
    IamAccount account = found.account();
    Predicate<IamPrincipal> urgent =
        user -> !known.has(AccountFound.key(account, user)) || changes.concern(account, user);
    List<IamPrincipal> due = KeysDue.of(found.principals(), urgent, now);
    Map<String, List<IamAccessKey>> keys = listed(due, until);
    Set<String> left =
        due.stream()
            .map(IamPrincipal::id)
            .filter(id -> !keys.containsKey(id))
            .collect(Collectors.toUnmodifiableSet());
    findings.keys(keys.size(), left.size());
    return found.with(keys, left);
  }

  private Map<String, List<IamAccessKey>> listed(List<IamPrincipal> users, Instant until) {
    Map<String, List<IamAccessKey>> keys = new HashMap<>();
    try {
      for (IamPrincipal user : users) {
        keys.put(user.id(), iam.accessKeys(user.name(), until));
      }
    } catch (UnreadableException e) {
      if (!e.isPassing()) {
        throw e;
      }
    }
    return keys;
  }

  @Override
  public void close() {
    iam.close();
  }
}
