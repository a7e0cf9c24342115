package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.AccountRoot;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.UniqueId;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of an account's IAM.
 *
 * @param keys by the user's unique id; of users who are not there nothing was asked, and they keep
 *     those that they had
 * @param due unique ids of users whose keys could not be listed and are to be listed next time
 */
record AccountFound(
    IamAccount account,
    Optional<String> alias,
    List<IamPrincipal> principals,
    Map<String, List<IamAccessKey>> keys,
    Set<String> due)
    implements Found {

  @Override
  public String part() {
    return account.part();
  }

  /** The line that tells of somebody in it. */
  static String key(IamAccount account, IamPrincipal principal) {
    return Keys.principal(account.partition().id(), account.id(), principal.id());
  }

  AccountFound with(Map<String, List<IamAccessKey>> listed, Set<String> left) {
    return new AccountFound(account, alias, principals, listed, left);
  }

  @Override
  public PartRows rows(KnownKeys known) {
    PartRows rows = new PartRows();
    account(rows);
    root(rows);
    for (IamPrincipal principal : principals) {
      principal(rows, principal, known);
    }
    return rows;
  }

  private void account(PartRows rows) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("name", alias.orElse(account.id())));
    alias.ifPresent(name -> fields.add(new Field("alias", name)));
    String key = new Account(account.id()).key(account.partition()).text();
    rows.tell(key, Validity.ALWAYS, fields);
  }

  private void root(PartRows rows) {
    AccountRoot root = new AccountRoot(account.partition(), account.id());
    rows.tell(
        root.key(account.partition()).text(),
        Validity.ALWAYS,
        List.of(
            new Field("type", "root"),
            new Field("id", account.id()),
            new Field("arn", root.text()),
            new Field("account", account.id()),
            new Field("partition", account.partition().id())));
  }

  private void principal(PartRows rows, IamPrincipal principal, KnownKeys known) {
    String key = key(account, principal);
    Validity validity = Validity.since(Math.max(0, principal.created().getEpochSecond()));
    rows.tell(key, validity, fields(principal));
    rows.lead(() -> new UniqueId(principal.id()).key(account.partition()), validity, key);
    rows.lead(() -> name(principal), validity, key);
    List<IamAccessKey> listed = keys.get(principal.id());
    if (listed == null) {
      rows.carry(known.of(key));
    } else {
      for (IamAccessKey accessKey : listed) {
        rows.lead(
            () -> new AccessKey(accessKey.id()).key(account.partition()),
            Validity.since(Math.max(0, accessKey.created().getEpochSecond())),
            key);
      }
    }
  }

  private LookupKey name(IamPrincipal principal) {
    return principal.isUser()
        ? new IamUser(account.partition(), account.id(), principal.path(), principal.name())
            .key(account.partition())
        : new IamRole(account.partition(), account.id(), principal.path(), principal.name())
            .key(account.partition());
  }

  private List<Field> fields(IamPrincipal principal) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("type", principal.type().name().toLowerCase(Locale.ROOT)));
    fields.add(new Field("id", principal.id()));
    fields.add(new Field("name", principal.name()));
    fields.add(new Field("arn", principal.arn()));
    fields.add(new Field("account", account.id()));
    fields.add(new Field("partition", account.partition().id()));
    if (due.contains(principal.id())) {
      fields.add(KnownKeys.DUE);
    }
    principal.tags().forEach((name, value) -> fields.add(new Field("tag." + name, value)));
    return fields;
  }

  /** The size alone. */
  @Override
  public String toString() {
    return "AccountFound[part=" + part() + ", principals=" + principals.size() + "]";
  }
}
