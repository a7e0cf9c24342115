package dev.konglightstep.principalmap.aws;

import static dev.konglightstep.principalmap.aws.Answers.required;

import dev.konglightstep.principalmap.Iam;
import dev.konglightstep.principalmap.IamAccessKey;
import dev.konglightstep.principalmap.IamPrincipal;
import dev.konglightstep.principalmap.aws.Pages.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * IAM of one account. GetAccountAuthorizationDetails is the only call that tells tags of users and
 * roles together; it tells policies with them, which nobody looks at here.
 */
final class AwsIam implements Iam {
  private static final String DETAILS = "GetAccountAuthorizationDetails";
  private static final String KEYS = "ListAccessKeys";
  private static final String ALIASES = "ListAccountAliases";

  /** Half of what it can be, for a page holds all policies: some 20 MB at worst. */
  private static final int PAGE = 500;

  private final IamClient client;
  private final Calls calls;

  AwsIam(IamClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  @Override
  public List<IamPrincipal> principals(Instant deadline) {
    return Pages.all(
        DETAILS, mark -> calls.make(DETAILS, deadline, time -> principals(mark, time)));
  }

  @Override
  public List<IamAccessKey> accessKeys(String userName, Instant deadline) {
    return Pages.all(KEYS, mark -> calls.make(KEYS, deadline, time -> keys(userName, mark, time)));
  }

  @Override
  public Optional<String> alias(Instant deadline) {
    ListAccountAliasesResponse answer =
        calls.make(
            ALIASES,
            deadline,
            time ->
                client.listAccountAliases(
                    list -> list.overrideConfiguration(o -> o.apiCallTimeout(time))));
    return answer.accountAliases().stream().findFirst();
  }

  @Override
  public void close() {
    client.close();
  }

  private Page<IamPrincipal> principals(Optional<String> mark, Duration time) {
    GetAccountAuthorizationDetailsResponse answer =
        client.getAccountAuthorizationDetails(
            get ->
                get.filter(EntityType.USER, EntityType.ROLE)
                    .maxItems(PAGE)
                    .marker(mark.orElse(null))
                    .overrideConfiguration(o -> o.apiCallTimeout(time)));
    List<IamPrincipal> principals = new ArrayList<>();
    answer.userDetailList().forEach(user -> principals.add(principal(user)));
    answer.roleDetailList().forEach(role -> principals.add(principal(role)));
    boolean isThere =
        answer.isTruncated() != null || answer.hasUserDetailList() || answer.hasRoleDetailList();
    return Page.of(DETAILS, principals, isThere, isTrue(answer.isTruncated()), answer.marker());
  }

  private Page<IamAccessKey> keys(String userName, Optional<String> mark, Duration time) {
    ListAccessKeysResponse answer;
    try {
      answer =
          client.listAccessKeys(
              list ->
                  list.userName(userName)
                      .marker(mark.orElse(null))
                      .overrideConfiguration(o -> o.apiCallTimeout(time)));
    } catch (NoSuchEntityException e) {
      return new Page<>(List.of(), Optional.empty());
    }
    List<IamAccessKey> keys = answer.accessKeyMetadata().stream().map(AwsIam::key).toList();
    boolean isThere = answer.isTruncated() != null || answer.hasAccessKeyMetadata();
    return Page.of(KEYS, keys, isThere, isTrue(answer.isTruncated()), answer.marker());
  }

  /** Left out it means no (IAM API reference). */
  private static boolean isTrue(@Nullable Boolean truncated) {
    return Boolean.TRUE.equals(truncated);
  }

  private static IamAccessKey key(AccessKeyMetadata key) {
    return new IamAccessKey(
        required(key.accessKeyId(), KEYS, "AccessKeyId"),
        required(key.createDate(), KEYS, "CreateDate"));
  }

  private static IamPrincipal principal(UserDetail user) {
    return new IamPrincipal(
        IamPrincipal.Type.USER,
        required(user.userId(), DETAILS, "UserId"),
        required(user.path(), DETAILS, "Path"),
        required(user.userName(), DETAILS, "UserName"),
        required(user.arn(), DETAILS, "Arn"),
        required(user.createDate(), DETAILS, "CreateDate"),
        tags(user.tags()));
  }

  private static IamPrincipal principal(RoleDetail role) {
    return new IamPrincipal(
        IamPrincipal.Type.ROLE,
        required(role.roleId(), DETAILS, "RoleId"),
        required(role.path(), DETAILS, "Path"),
        required(role.roleName(), DETAILS, "RoleName"),
        required(role.arn(), DETAILS, "Arn"),
        required(role.createDate(), DETAILS, "CreateDate"),
        tags(role.tags()));
  }

  private static SortedMap<String, String> tags(List<Tag> tags) {
    SortedMap<String, String> sorted = new TreeMap<>();
    tags.forEach(
        tag ->
            sorted.put(
                required(tag.key(), DETAILS, "a tag's Key"),
                required(tag.value(), DETAILS, "a tag's Value")));
    return sorted;
  }
}
