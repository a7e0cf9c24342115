package dev.konglightstep.principalmap.aws;

import static dev.konglightstep.principalmap.aws.Answers.required;

import dev.konglightstep.platform.aws.AwsClients;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.principalmap.Group;
import dev.konglightstep.principalmap.IdentityStore;
import dev.konglightstep.principalmap.Person;
import dev.konglightstep.principalmap.aws.Pages.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.Email;
import software.amazon.awssdk.services.identitystore.model.ListGroupMembershipsResponse;
import software.amazon.awssdk.services.identitystore.model.ListGroupsResponse;
import software.amazon.awssdk.services.identitystore.model.ListUsersResponse;
import software.amazon.awssdk.services.identitystore.model.Name;
import software.amazon.awssdk.services.identitystore.model.ResourceNotFoundException;
import software.amazon.awssdk.services.identitystore.model.User;

/**
 * The identity store of IAM Identity Center. Memberships are listed by group: there are fewer
 * groups than people, and a page of a group tells of a hundred.
 */
public final class AwsIdentityStore implements IdentityStore {
  private static final String USERS = "ListUsers";
  private static final String GROUPS = "ListGroups";
  private static final String MEMBERSHIPS = "ListGroupMemberships";

  /** The most that it gives (Identity Store API reference, {@code MaxResults}). */
  private static final int PAGE = 100;

  private final String storeId;
  private final Calls calls;
  private final IdentitystoreClient client;

  /**
   * Connects to nothing yet.
   *
   * @param region where Identity Center is; the settings' own if it is empty
   */
  public AwsIdentityStore(
      AwsSettings settings, String storeId, Optional<String> region, Calls calls) {
    this.storeId = storeId;
    this.calls = calls;
    AwsSettings there =
        new AwsSettings(
            settings.endpoint(),
            region.map(Region::of).or(settings::region),
            settings.credentials());
    this.client = AwsClients.create(IdentitystoreClient.builder(), there);
  }

  @Override
  public List<Person> people(Instant deadline) {
    return Pages.all(USERS, mark -> calls.make(USERS, deadline, time -> users(mark, time)));
  }

  @Override
  public List<Group> groups(Instant deadline) {
    return Pages.all(GROUPS, mark -> calls.make(GROUPS, deadline, time -> groups(mark, time)))
        .stream()
        .map(group -> new Group(group.name(), Set.copyOf(members(group, deadline))))
        .toList();
  }

  private List<String> members(Heading group, Instant deadline) {
    return Pages.all(
        MEMBERSHIPS, mark -> calls.make(MEMBERSHIPS, deadline, time -> members(group, mark, time)));
  }

  private Page<Person> users(Optional<String> mark, Duration time) {
    ListUsersResponse answer =
        client.listUsers(
            list ->
                list.identityStoreId(storeId)
                    .maxResults(PAGE)
                    .nextToken(mark.orElse(null))
                    .overrideConfiguration(o -> o.apiCallTimeout(time)));
    List<Person> people = answer.users().stream().map(AwsIdentityStore::person).toList();
    return page(USERS, people, answer.hasUsers(), answer.nextToken());
  }

  private Page<Heading> groups(Optional<String> mark, Duration time) {
    ListGroupsResponse answer =
        client.listGroups(
            list ->
                list.identityStoreId(storeId)
                    .maxResults(PAGE)
                    .nextToken(mark.orElse(null))
                    .overrideConfiguration(o -> o.apiCallTimeout(time)));
    List<Heading> groups =
        answer.groups().stream()
            .map(
                group ->
                    Heading.of(required(group.groupId(), GROUPS, "GroupId"), group.displayName()))
            .toList();
    return page(GROUPS, groups, answer.hasGroups(), answer.nextToken());
  }

  private Page<String> members(Heading group, Optional<String> mark, Duration time) {
    ListGroupMembershipsResponse answer;
    try {
      answer =
          client.listGroupMemberships(
              list ->
                  list.identityStoreId(storeId)
                      .groupId(group.id())
                      .maxResults(PAGE)
                      .nextToken(mark.orElse(null))
                      .overrideConfiguration(o -> o.apiCallTimeout(time)));
    } catch (ResourceNotFoundException e) {
      // The group was deleted since it was listed.
      return new Page<>(List.of(), Optional.empty());
    }
    List<String> members =
        answer.groupMemberships().stream()
            .map(membership -> membership.memberId())
            .filter(member -> member != null && member.userId() != null)
            .map(member -> member.userId())
            .toList();
    return page(MEMBERSHIPS, members, answer.hasGroupMemberships(), answer.nextToken());
  }

  private static <T> Page<T> page(
      String call, List<T> elements, boolean isThere, @Nullable String next) {
    return Page.of(call, elements, isThere, next != null && !next.isEmpty(), next);
  }

  private static Person person(User user) {
    String id = required(user.userId(), USERS, "UserId");
    return new Person(
        id,
        // The API reference calls it optional; without one somebody is called by the id.
        Objects.requireNonNullElse(user.userName(), id),
        fullName(user),
        user.emails().stream()
            .sorted(Comparator.comparing(email -> !Boolean.TRUE.equals(email.primary())))
            .map(Email::value)
            .filter(value -> value != null && !value.isEmpty())
            .toList(),
        user.externalIds().stream()
            .filter(external -> external.issuer() != null && external.id() != null)
            .map(external -> new Person.ExternalId(external.issuer(), external.id()))
            .toList());
  }

  private static Optional<String> fullName(User user) {
    Name name = user.name();
    return Stream.of(
            Optional.ofNullable(user.displayName()),
            Optional.ofNullable(name).map(Name::formatted),
            Optional.ofNullable(name).map(AwsIdentityStore::bothNames))
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static String bothNames(Name name) {
    return String.join(
        " ", Stream.of(name.givenName(), name.familyName()).filter(Objects::nonNull).toList());
  }

  /** A group without its members. */
  private record Heading(String id, String name) {
    static Heading of(String id, @Nullable String name) {
      return new Heading(id, name == null ? id : name);
    }
  }
}
