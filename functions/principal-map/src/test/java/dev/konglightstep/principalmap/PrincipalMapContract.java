package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.AccountRoot;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The whole function on an emulator that is not ours. Each test has accounts of its own, so that
 * they can share a process.
 */
interface PrincipalMapContract {
  String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  String KEY = "map/principals.txt.gz";

  /** An account that nobody has used yet. */
  EmulatedAccount account();

  /** Whether access keys begin with AKIA there; what is no id of AWS's leads nowhere. */
  boolean keysAreAsAwsMakesThem();

  @Test
  default void scheduled_firstRun_writesWhoIsThere() throws IOException {
    EmulatedAccount account = account();
    String userId;
    String keyId;
    try (IamClient iam = account.iam()) {
      iam.createAccountAlias(create -> create.accountAlias("alias-" + account.id()));
      userId =
          iam.createUser(
                  create ->
                      create
                          .userName("Alice.Canary")
                          .path("/people/")
                          .tags(Tag.builder().key("team=x").value("pay\tments").build()))
              .user()
              .userId();
      keyId = iam.createAccessKey(c -> c.userName("Alice.Canary")).accessKey().accessKeyId();
      iam.updateAccessKey(
          update -> update.userName("Alice.Canary").accessKeyId(keyId).status(StatusType.INACTIVE));
      iam.createRole(
          create -> create.roleName("deploy").path("/ci/").assumeRolePolicyDocument(TRUST));
    }
    Runs runs = runs(account, Map.of());

    JsonNode answer = runs.scheduled();

    assertThat(answer.path("outcome").asText()).isEqualTo("written");
    Directory directory = directory(account);
    Entry user = entry(directory, new IamUser(Partition.AWS, account.id(), "/", "alice.CANARY"));
    assertThat(user.field("type")).contains("user");
    assertThat(user.field("id")).contains(userId);
    assertThat(user.field("name")).contains("Alice.Canary");
    assertThat(user.field("arn"))
        .contains("arn:aws:iam::" + account.id() + ":user/people/Alice.Canary");
    assertThat(user.field("account")).contains(account.id());
    assertThat(user.field("partition")).contains("aws");
    assertThat(user.field("tag.team=x")).contains("pay\tments");
    assertThat(
            Runs.find(
                    directory,
                    LookupKey.global("access-key", keyId),
                    Instant.now().getEpochSecond() + 1)
                .map(Entry::key))
        .isEqualTo(keysAreAsAwsMakesThem() ? Optional.of(user.key()) : Optional.empty());
    Entry role = entry(directory, new IamRole(Partition.AWS, account.id(), "/", "deploy"));
    assertThat(role.field("type")).contains("role");
    assertThat(role.field("arn")).contains("arn:aws:iam::" + account.id() + ":role/ci/deploy");
    assertThat(entry(directory, new Account(account.id())).field("alias"))
        .contains("alias-" + account.id());
    assertThat(entry(directory, new AccountRoot(Partition.AWS, account.id())).field("arn"))
        .contains("arn:aws:iam::" + account.id() + ":root");
    assertThat(runs.log()).doesNotContainIgnoringCase("canary").doesNotContain(keyId);
  }

  @Test
  default void scheduled_again_writesNothing() throws IOException {
    EmulatedAccount account = account();
    user(account, "kong");
    Runs runs = runs(account, Map.of());
    runs.scheduled();
    String before = object(account).eTag();

    JsonNode answer = runs.scheduled();

    assertThat(answer.path("outcome").asText()).isEqualTo("unchanged");
    assertThat(object(account).eTag()).isEqualTo(before);
    assertThat(object(account).contentType()).isEqualTo("text/plain");
    assertThat(object(account).contentEncoding()).isNullOrEmpty();
  }

  @Test
  default void scheduled_otherAccounts_areReadThroughTheirRoles() throws IOException {
    EmulatedAccount account = account();
    EmulatedAccount other = account();
    user(account, "here");
    user(other, "there");
    String reader = "arn:aws:iam::" + other.id() + ":role/kong/reader";
    Runs runs = runs(account, Map.of("READER_ROLE_ARNS", " " + reader + " ,"));

    JsonNode answer = runs.scheduled();

    assertThat(answer.path("failed").size()).isZero();
    Directory directory = directory(account);
    assertThat(entry(directory, new IamUser(Partition.AWS, account.id(), "/", "here")).field("arn"))
        .contains("arn:aws:iam::" + account.id() + ":user/here");
    assertThat(entry(directory, new IamUser(Partition.AWS, other.id(), "/", "there")).field("arn"))
        .contains("arn:aws:iam::" + other.id() + ":user/there");
  }

  @Test
  default void scheduled_recreatedUser_inheritsNothing() throws Exception {
    EmulatedAccount account = account();
    String first = user(account, "kong");
    Runs runs = runs(account, Map.of());
    awaitNextSecond();
    runs.scheduled();
    long before = Instant.now().getEpochSecond();
    awaitNextSecond();
    String second;
    try (IamClient iam = account.iam()) {
      iam.deleteUser(delete -> delete.userName("kong"));
      second = iam.createUser(create -> create.userName("kong")).user().userId();
    }

    awaitNextSecond();

    assertThat(runs.scheduled().path("outcome").asText()).isEqualTo("written");

    Directory directory = directory(account);
    LookupKey name = new IamUser(Partition.AWS, account.id(), "/", "kong").key(Partition.AWS);
    assertThat(Runs.find(directory, name, before).orElseThrow().field("id")).contains(first);
    assertThat(
            Runs.find(directory, name, Instant.now().getEpochSecond() + 1)
                .orElseThrow()
                .field("id"))
        .contains(second);
  }

  /** Times of IAM and of the directory are whole seconds. */
  private static void awaitNextSecond() throws InterruptedException {
    long next = Instant.now().getEpochSecond() + 1;
    for (Instant now = Instant.now(); now.getEpochSecond() < next; now = Instant.now()) {
      Thread.sleep(Duration.between(now, Instant.ofEpochSecond(next)));
    }
  }

  static Runs runs(EmulatedAccount account, Map<String, String> more) {
    try (S3Client s3 = account.s3()) {
      s3.createBucket(create -> create.bucket(bucket(account)));
    }
    Map<String, String> environment = account.environment();
    environment.put("PRINCIPALS_URI", "s3://" + bucket(account) + "/" + KEY);
    environment.putAll(more);
    return new Runs(environment);
  }

  static Directory directory(EmulatedAccount account) {
    try (S3Client s3 = account.s3()) {
      return Runs.unpack(
          s3.getObjectAsBytes(get -> get.bucket(bucket(account)).key(KEY)).asByteArray());
    }
  }

  private static GetObjectResponse object(EmulatedAccount account) {
    try (S3Client s3 = account.s3()) {
      return s3.getObjectAsBytes(get -> get.bucket(bucket(account)).key(KEY)).response();
    }
  }

  private static Entry entry(Directory directory, Identifier identifier) {
    return Runs.find(directory, identifier.key(Partition.AWS), Instant.now().getEpochSecond() + 1)
        .orElseThrow();
  }

  private static String user(EmulatedAccount account, String name) {
    try (IamClient iam = account.iam()) {
      return iam.createUser(create -> create.userName(name)).user().userId();
    }
  }

  static String bucket(EmulatedAccount account) {
    return "principals-" + account.id();
  }
}
