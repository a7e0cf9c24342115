package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.core.principal.IdentityStoreUserId;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Entry;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.platform.emulator.MotoServer;
import dev.konglightstep.platform.emulator.SharedEmulators;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.Email;
import software.amazon.awssdk.services.identitystore.model.MemberId;

/** The contract on moto 5.2.5. */
@EnabledIf(
    value = "dev.konglightstep.platform.emulator.MotoServer#isExpected",
    disabledReason = MotoServer.MISSING)
@ExtendWith(SharedEmulators.class)
@TestInstance(Lifecycle.PER_CLASS)
class PrincipalMapOnMotoTest implements PrincipalMapContract {
  private static final String STORE = "d-1234567890";

  private final AtomicLong accounts = new AtomicLong(100_000_000_000L);
  private final URI emulator;

  PrincipalMapOnMotoTest(MotoServer emulator) {
    this.emulator = emulator.url();
  }

  @Override
  public boolean keysAreAsAwsMakesThem() {
    return true;
  }

  @Override
  public EmulatedAccount account() {
    return new EmulatedAccount(emulator, String.valueOf(accounts.incrementAndGet()));
  }

  @Test
  void scheduled_identityStore_tellsPeopleAndTheirGroups() throws IOException {
    EmulatedAccount account = account();
    String person;
    try (IdentitystoreClient store = account.identityStore()) {
      person = person(store, "Alice.Canary");
      person(store, "bob");
      String group =
          store
              .createGroup(create -> create.identityStoreId(STORE).displayName("payments=x"))
              .groupId();
      store.createGroup(create -> create.identityStoreId(STORE).displayName("nobody"));
      store.createGroupMembership(
          create ->
              create
                  .identityStoreId(STORE)
                  .groupId(group)
                  .memberId(MemberId.builder().userId(person).build()));
    }
    Runs runs =
        PrincipalMapContract.runs(
            account, Map.of("IDENTITY_STORE_ID", STORE, "IDENTITY_STORE_REGION", "eu-west-1"));

    assertThat(runs.scheduled().path("failed").size()).isZero();

    Directory directory = PrincipalMapContract.directory(account);
    Entry entry = Runs.find(directory, Keys.personName("alice.canary"), 0).orElseThrow();
    assertThat(entry.field("type")).contains("person");
    assertThat(entry.field("id")).contains(person);
    assertThat(entry.field("name")).contains("Alice.Canary");
    assertThat(entry.field("email")).contains("Alice.Canary@example.com");
    assertThat(entry.field("full_name")).contains("Canary, Alice.Canary");
    assertThat(entry.field("store")).contains(STORE);
    assertThat(entry.fields("group")).containsExactly("payments=x");
    assertThat(
            Runs.find(directory, Keys.personEmail("ALICE.canary@example.com"), 0).map(Entry::key))
        .contains(entry.key());
    assertThat(
            Runs.find(directory, new IdentityStoreUserId(person).key(Partition.AWS), 0)
                .map(Entry::key))
        .contains(entry.key());
    assertThat(runs.log()).doesNotContainIgnoringCase("canary").doesNotContain("payments");
  }

  /** Of ids of users and roles moto makes such as AWS never has, so none leads anywhere. */
  @Test
  void scheduled_idsThatAwsNeverMakes_areSkippedAndCounted() throws IOException {
    EmulatedAccount account = account();
    try (IamClient iam = account.iam()) {
      iam.createUser(create -> create.userName("kong"));
    }

    JsonNode answer = PrincipalMapContract.runs(account, Map.of()).scheduled();

    assertThat(answer.path("outcome").asText()).isEqualTo("written");
    assertThat(answer.path("identifiers_skipped").asInt()).isEqualTo(1);
  }

  private static String person(IdentitystoreClient store, String name) {
    return store
        .createUser(
            create ->
                create
                    .identityStoreId(STORE)
                    .userName(name)
                    .displayName("Canary, " + name)
                    .name(full -> full.givenName(name).familyName("Canary"))
                    .emails(
                        Email.builder()
                            .value(name + "@example.com")
                            .type("work")
                            .primary(true)
                            .build()))
        .userId();
  }
}
