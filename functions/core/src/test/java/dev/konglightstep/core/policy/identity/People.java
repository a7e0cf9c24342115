package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.AccountRoot;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.IdentityStoreUserId;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.OidcSubject;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.UniqueId;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.DirectoryText;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.MalformedDirectoryException;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.ArrayList;
import java.util.List;

/** Two accounts and the people behind them, as the recordings name them. */
final class People {
  static final String ISSUER = "https://example.okta.com";
  static final String ALICE_ID = "AIDAALICEALICEALICEAL";
  static final String ORDERS_ID = "AROAORDERSORDERSORDER";
  static final String CHECKOUT_ID = "AROACHECKOUTCHECKOUTC";
  static final String SSO_ID = "AROASSOSSOSSOSSOSSOSS";
  static final String SSO_ROLE = "AWSReservedSSO_Admin_0123456789abcdef";
  static final String BOB_ID = "5f7d3c1a-0000-4b0e-8a53-2f6f0e1d7c11";
  static final String BOB_SUBJECT = "5f7d3c1a-9c4e-4b0e-8a53-2f6f0e1d7c11";
  private static final String STORE = "d-1234567890";
  private static final String HOME = "123456789012";
  private static final String OTHER = "111122223333";

  private final List<Row> rows = new ArrayList<>();

  private People() {}

  /** All of them. */
  static List<Row> rows() {
    People people = new People();
    people.account(HOME, "shop-prod");
    people.account(OTHER, "payments");
    people.role(ORDERS_ID, "/apps/", "orders-client", "team", "orders");
    people.role(CHECKOUT_ID, "/", "checkout-svc", "team", "checkout");
    people.role(SSO_ID, "/aws-reserved/sso.amazonaws.com/eu-west-1/", SSO_ROLE, "team", "platform");
    people.user();
    people.bob();
    return people.rows;
  }

  static Directory directory() {
    return directory(rows());
  }

  static Directory directory(List<Row> rows) {
    try {
      return Directory.parse(DirectoryText.of(rows, 1_795_000_000));
    } catch (MalformedDirectoryException e) {
      throw new AssertionError(e);
    }
  }

  /** A role of the first account. */
  static List<Row> role(String id, String path, String name, Validity validity) {
    String key = Keys.principal("aws", HOME, id);
    IamRole role = new IamRole(Partition.AWS, HOME, path, name);
    return List.of(
        Row.telling(
            key,
            Validity.since(validity.from()),
            List.of(
                new Field("type", "role"),
                new Field("id", id),
                new Field("name", name),
                new Field("arn", role.text()),
                new Field("account", HOME),
                new Field("partition", "aws"))),
        Row.leading(role.key(Partition.AWS), validity, key));
  }

  private void account(String id, String name) {
    rows.add(
        Row.telling(
            new Account(id).key(Partition.AWS).text(),
            Validity.ALWAYS,
            List.of(new Field("name", name), new Field("alias", name))));
    rows.add(
        Row.telling(
            new AccountRoot(Partition.AWS, id).key(Partition.AWS).text(),
            Validity.ALWAYS,
            List.of(
                new Field("type", "root"),
                new Field("id", id),
                new Field("arn", "arn:aws:iam::" + id + ":root"),
                new Field("account", id),
                new Field("partition", "aws"))));
  }

  private void role(String id, String path, String name, String tag, String value) {
    String key = Keys.principal("aws", HOME, id);
    IamRole role = new IamRole(Partition.AWS, HOME, path, name);
    tell(key, "role", id, name, role.text(), HOME, tag, value);
    lead(new UniqueId(id).key(Partition.AWS), key);
    lead(role.key(Partition.AWS), key);
  }

  private void user() {
    String key = Keys.principal("aws", OTHER, ALICE_ID);
    IamUser user = new IamUser(Partition.AWS, OTHER, "/teams/payments/", "alice");
    tell(key, "user", ALICE_ID, "alice", user.text(), OTHER, "team", "payments");
    lead(new UniqueId(ALICE_ID).key(Partition.AWS), key);
    lead(user.key(Partition.AWS), key);
    lead(new AccessKey("AKIAIOSFODNN7EXAMPLE").key(Partition.AWS), key);
  }

  private void bob() {
    String key = Keys.person(STORE, BOB_ID);
    rows.add(
        Row.telling(
            key,
            Validity.ALWAYS,
            List.of(
                new Field("type", "person"),
                new Field("id", BOB_ID),
                new Field("name", "bob@example.com"),
                new Field("email", "bob@example.com"),
                new Field("full_name", "Bob Example"),
                new Field("store", STORE),
                new Field("group", "admins"))));
    lead(new IdentityStoreUserId(BOB_ID).key(Partition.AWS), key);
    lead(Keys.personName("bob@example.com"), key);
    lead(Keys.personEmail("bob@example.com"), key);
    lead(new OidcSubject(ISSUER, BOB_SUBJECT).key(Partition.AWS), key);
  }

  private void tell(
      String key,
      String type,
      String id,
      String name,
      String arn,
      String account,
      String tag,
      String value) {
    rows.add(
        Row.telling(
            key,
            Validity.ALWAYS,
            List.of(
                new Field("type", type),
                new Field("id", id),
                new Field("name", name),
                new Field("arn", arn),
                new Field("account", account),
                new Field("partition", "aws"),
                new Field("tag." + tag, value),
                new Field("tag.secret-project", "CANARY-tag"))));
  }

  private void lead(LookupKey key, String to) {
    rows.add(Row.leading(key, Validity.ALWAYS, to));
  }
}
