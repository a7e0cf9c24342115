package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.IdentityStoreUserId;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.OidcSubject;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.UniqueId;
import dev.konglightstep.core.principal.directory.Entry;
import dev.konglightstep.core.principal.directory.Keys;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Principals come and go and change their names, and the map tells who was who. */
class HistoryTest {
  private static final String ANN = "11111111-2222-3333-4444-555555555555";

  private final MapWorld world = new MapWorld();
  private final IamModel iam = world.aws.account(AwsOnLoopback.OWN);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void run_recreatedUser_newOneInheritsNothing() {
    String first = iam.createUser("Kong");
    String key = iam.createKey(first);
    later();
    world.run();
    long before = world.clock.second();
    later();
    iam.delete(first);
    later();
    String second = iam.createUser("kong");
    long made = world.clock.second();
    later();
    world.run();

    assertThat(world.holder(user("kong"), before - 1)).contains(first);
    assertThat(world.holder(user("KONG"), made - 1)).contains(first);
    assertThat(world.holder(user("kong"), made)).contains(second);
    assertThat(world.holder(id(second), before)).isEmpty();
    assertThat(world.holder(accessKey(key), before)).contains(first);
    assertThat(world.holder(accessKey(key), world.clock.second())).isEmpty();
  }

  @Test
  void run_recreatedRole_newOneInheritsNothing() {
    String first = iam.createRole("deploy");
    later();
    world.run();
    long before = world.clock.second();
    later();
    iam.delete(first);
    later();
    String second = iam.createRole("deploy");
    long made = world.clock.second();
    later();
    world.run();

    assertThat(world.holder(role("deploy"), before)).contains(first);
    assertThat(world.holder(role("deploy"), made)).contains(second);
  }

  @Test
  void run_renamedUser_keepsItsIdAndKeys() {
    String user = iam.createUser("old");
    String key = iam.createKey(user);
    later();
    world.run();
    long before = world.clock.second();
    later();
    iam.renameUser(user, "new");
    later();
    world.run();
    long after = world.clock.second();

    assertThat(world.holder(user("old"), before)).contains(user);
    assertThat(world.holder(user("old"), after)).isEmpty();
    assertThat(world.holder(user("new"), before)).isEmpty();
    assertThat(world.holder(user("new"), after)).contains(user);
    assertThat(world.holder(id(user), before)).contains(user);
    assertThat(world.holder(accessKey(key), after)).contains(user);
    assertThat(world.entry(id(user)).orElseThrow().field("name")).contains("new");
  }

  @Test
  void run_keyMadeAndDeleted_holdsInBetween() {
    String user = iam.createUser("kong");
    later();
    world.run();
    later();
    String key = iam.createKey(user);
    long made = world.clock.second();
    later();
    world.run();
    later();
    iam.deleteKey(user, key);
    world.run();
    long gone = world.clock.second();

    assertThat(world.holder(accessKey(key), made - 1)).isEmpty();
    assertThat(world.holder(accessKey(key), made)).contains(user);
    assertThat(world.holder(accessKey(key), gone)).isEmpty();
  }

  @Test
  void run_renamedPerson_isFoundByBothNamesInTheirTimes() {
    world.with("IDENTITY_STORE_ID", MapWorld.STORE);
    world.aws.people.put(ANN, "ann", "00uokta");
    world.aws.people.group("payments", Set.of(ANN, "somebody-who-left"));
    world.run();
    long before = world.clock.second();
    later();
    world.aws.people.put(ANN, "ann.married", "00uokta");
    world.run();
    long after = world.clock.second();

    assertThat(world.holder(Keys.personName("Ann"), before)).contains(ANN);
    assertThat(world.holder(Keys.personName("ann"), after)).isEmpty();
    assertThat(world.holder(Keys.personName("ann.married"), before)).isEmpty();
    assertThat(world.holder(Keys.personEmail("ann.married@example.com"), after)).contains(ANN);
    assertThat(world.holder(Keys.personEmail("old.ann.married@example.com"), after)).contains(ANN);
    LookupKey okta = new OidcSubject("https://example.okta.com", "00uokta").key(Partition.AWS);
    assertThat(world.holder(okta, after)).contains(ANN);
    assertThat(world.holder(new IdentityStoreUserId(ANN).key(Partition.AWS), after)).contains(ANN);
    Entry ann = world.entry(okta).orElseThrow();
    assertThat(ann.field("email")).contains("ann.married@example.com");
    assertThat(ann.field("full_name")).contains("Ann ann.married");
    assertThat(ann.fields("group")).containsExactly("payments");
  }

  @Test
  void run_anythingElseChanged_isWrittenOnce() {
    iam.createUser("kong");
    assertThat(world.run().path("outcome").asText()).isEqualTo("written");
    iam.alias("prod");
    later();

    assertThat(world.run().path("outcome").asText()).isEqualTo("written");
    assertThat(world.run().path("outcome").asText()).isEqualTo("unchanged");
    assertThat(world.aws.calls("PUT")).isEqualTo(2);
  }

  private void later() {
    world.clock.move(Duration.ofMinutes(15));
  }

  private static LookupKey user(String name) {
    return new IamUser(Partition.AWS, AwsOnLoopback.OWN, "/", name).key(Partition.AWS);
  }

  private static LookupKey role(String name) {
    return new IamRole(Partition.AWS, AwsOnLoopback.OWN, "/", name).key(Partition.AWS);
  }

  private static LookupKey id(String id) {
    return new UniqueId(id).key(Partition.AWS);
  }

  private static LookupKey accessKey(String id) {
    return new AccessKey(id).key(Partition.AWS);
  }
}
