package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.ArnIdentifier;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.UniqueId;
import dev.konglightstep.core.principal.directory.DirectoryText;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Directories of principals, as the principal map writes them. */
final class Principals {
  private static final long WRITTEN = 1_795_000_000;
  private static final long MADE = 1_700_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String[] ACCOUNTS = {"123456789012", "111122223333"};

  private final List<Row> rows = new ArrayList<>();
  private final Random random = new Random(1);

  private Principals() {
    for (String account : ACCOUNTS) {
      rows.add(
          Row.telling(
              new Account(account).key(Partition.AWS).text(),
              Validity.ALWAYS,
              List.of(new Field("name", "account-" + account))));
    }
  }

  /** The callers of the benchmark's batches. */
  static Bytes ofTheBatches() {
    Principals principals = new Principals();
    for (String role : Batches.ROLES) {
      principals.role(role);
    }
    principals.role("checkout-svc");
    principals.user("/teams/payments/", "alice", "AKIAIOSFODNN7EXAMPLE");
    return DirectoryText.of(principals.rows, WRITTEN);
  }

  /** Half of them users with an access key, half of them roles. */
  static Bytes some(int count) {
    Principals principals = new Principals();
    for (int i = 0; i < count; i += 2) {
      principals.user("/teams/", "person-" + i, "AKIA" + principals.id(16));
      principals.role("service-" + i);
    }
    return DirectoryText.of(principals.rows, WRITTEN);
  }

  private void role(String name) {
    principal(new IamRole(Partition.AWS, ACCOUNTS[0], "/apps/", name), "AROA", "role", name);
  }

  private void user(String path, String name, String accessKey) {
    IamUser user = new IamUser(Partition.AWS, ACCOUNTS[1], path, name);
    lead(new AccessKey(accessKey).key(Partition.AWS), principal(user, "AIDA", "user", name));
  }

  private String principal(ArnIdentifier arn, String prefix, String type, String name) {
    String id = prefix + id(17);
    String key = Keys.principal(arn.partition().id(), arn.account(), id);
    rows.add(
        Row.telling(
            key,
            Validity.since(MADE),
            List.of(
                new Field("type", type),
                new Field("id", id),
                new Field("name", name),
                new Field("arn", arn.text()),
                new Field("account", arn.account()),
                new Field("partition", arn.partition().id()),
                new Field("tag.team", "team-" + random.nextInt(50)))));
    lead(new UniqueId(id).key(Partition.AWS), key);
    lead(arn.key(Partition.AWS), key);
    return key;
  }

  private void lead(LookupKey from, String to) {
    rows.add(Row.leading(from, Validity.since(MADE), to));
  }

  private String id(int length) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return id.toString();
  }
}
