package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.IdentityStoreUserId;
import dev.konglightstep.core.principal.OidcSubject;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Reading;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was read of an identity store. */
record StoreFound(String store, List<Person> people, List<Group> groups) implements Found {
  /** Its identifiers are the same in all partitions. */
  private static final Partition ANY = Partition.AWS;

  @Override
  public String part() {
    return Reading.store(store);
  }

  @Override
  public PartRows rows(KnownKeys known) {
    Map<String, SortedSet<String>> groupsOf = new HashMap<>();
    for (Group group : groups) {
      for (String member : group.members()) {
        groupsOf.computeIfAbsent(member, id -> new TreeSet<>()).add(group.name());
      }
    }
    PartRows rows = new PartRows();
    for (Person person : people) {
      person(rows, person, groupsOf.getOrDefault(person.id(), new TreeSet<>()));
    }
    return rows;
  }

  private void person(PartRows rows, Person person, SortedSet<String> inGroups) {
    String key = Keys.person(store, person.id());
    rows.tell(key, Validity.ALWAYS, fields(person, inGroups));
    rows.lead(() -> new IdentityStoreUserId(person.id()).key(ANY), Validity.ALWAYS, key);
    rows.lead(() -> Keys.personName(person.userName()), Validity.ALWAYS, key);
    for (String email : new TreeSet<>(person.emails())) {
      rows.lead(() -> Keys.personEmail(email), Validity.ALWAYS, key);
    }
    for (Person.ExternalId external : person.externalIds()) {
      rows.lead(
          () -> new OidcSubject(external.issuer(), external.id()).key(ANY), Validity.ALWAYS, key);
    }
  }

  private List<Field> fields(Person person, SortedSet<String> inGroups) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("type", "person"));
    fields.add(new Field("id", person.id()));
    fields.add(new Field("name", person.userName()));
    person.emails().stream().findFirst().ifPresent(to -> fields.add(new Field("email", to)));
    person.fullName().ifPresent(name -> fields.add(new Field("full_name", name)));
    fields.add(new Field("store", store));
    inGroups.forEach(group -> fields.add(new Field("group", group)));
    return fields;
  }

  /** The size alone. */
  @Override
  public String toString() {
    return "StoreFound[part=" + part() + ", people=" + people.size() + "]";
  }
}
