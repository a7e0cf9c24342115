package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each form of identifier, with its kind, its account, where a directory has it and where it has
 * its account. Forms and examples are those of the AWS IAM User Guide ("IAM identifiers"), of STS's
 * API reference (GetCallerIdentity, AssumeRole) and of CloudTrail's "userIdentity element".
 */
class IdentifierTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arn:aws:iam::123456789012:user/Alice                    | user           | aws:123456789012:user:alice
          arn:aws:iam::123456789012:user/dev/eu/Alice             | user           | aws:123456789012:user:alice
          arn:aws:iam::123456789012:user/a:b/%2F/~/x+=,.@-_9      | user           | aws:123456789012:user:x+=,.@-_9
          arn:aws:iam::123456789012:user//a//b//Alice             | user           | aws:123456789012:user:alice
          arn:aws:iam::012345678901:user/root                     | user           | aws:012345678901:user:root
          arn:aws:iam::123456789012:role/Orders-Client            | role           | aws:123456789012:role:orders-client
          arn:aws:iam::123456789012:role/apps/eu/Orders-Client    | role           | aws:123456789012:role:orders-client
          arn:aws:iam::123456789012:role/user/Orders-Client       | role           | aws:123456789012:role:orders-client
          arn:aws:sts::123456789012:assumed-role/Orders-Client/Tom| assumed-role   | aws:123456789012:role:orders-client
          arn:aws:sts::123456789012:assumed-role/Web/i-0abc       | assumed-role   | aws:123456789012:role:web
          arn:aws:sts::123456789012:assumed-role/Web/t@example.com| assumed-role   | aws:123456789012:role:web
          arn:aws:sts::123456789012:federated-user/Bob            | federated-user | aws:123456789012:federated-user:Bob
          arn:aws:iam::123456789012:root                          | root           | aws:123456789012:root:123456789012
          """)
  void parse_arn_isReadAndWrittenAgain(String text, String kind, String key) {
    Identifier identifier = valid(text);

    assertThat(identifier.text()).isEqualTo(text);
    assertThat(identifier.kind()).isEqualTo(kind);
    assertThat(identifier.partitionIfKnown()).contains(Partition.AWS);
    assertThat(identifier.key(Partition.AWS_CN).text()).isEqualTo(key);
    assertThat(identifier.accountKey(Partition.AWS_CN).orElseThrow().text())
        .isEqualTo("aws:%1$s:account:%1$s".formatted(identifier.accountIfKnown().orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          123456789012                  | account             | aws-cn:123456789012:account:123456789012  | aws-cn:123456789012:account:123456789012
          012345678901                  | account             | aws-cn:012345678901:account:012345678901  | aws-cn:012345678901:account:012345678901
          123456789012:Bob              | federated-user-id   | aws-cn:123456789012:federated-user:Bob    | aws-cn:123456789012:account:123456789012
          AIDACKCEVSQ6C2EXAMPLE         | unique-id           | unique-id:AIDACKCEVSQ6C2EXAMPLE           | -
          AROADBQP57FF2AEXAMPLE         | unique-id           | unique-id:AROADBQP57FF2AEXAMPLE           | -
          AROADBQP57FF2AEXAMPLE:Tom.x   | role-session-id     | unique-id:AROADBQP57FF2AEXAMPLE           | -
          APKAEIBAERJR2EXAMPLE          | unique-id           | unique-id:APKAEIBAERJR2EXAMPLE            | -
          AKIARZPUZDIKGB2VALC4          | access-key          | access-key:AKIARZPUZDIKGB2VALC4           | aws-cn:123456789012:account:123456789012
          AKIAIOSFODNN7EXAMPLE          | access-key          | access-key:AKIAIOSFODNN7EXAMPLE           | -
          ASIAIOSFODNN7EXAMPLE          | access-key          | access-key:ASIAIOSFODNN7EXAMPLE           | -
          events.amazonaws.com          | service             | service:events.amazonaws.com              | -
          states.eu-west-1.amazonaws.com| service             | service:states.eu-west-1.amazonaws.com    | -
          codestar-notifications.amazonaws.com | service      | service:codestar-notifications.amazonaws.com | -
          deadbeef.amazonaws.com        | service             | service:deadbeef.amazonaws.com            | -
          ec2.amazonaws.com.cn          | service             | service:ec2.amazonaws.com.cn              | -
          ec2.c2s.ic.gov                | service             | service:ec2.c2s.ic.gov                    | -
          ec2.amazonaws.eu              | service             | service:ec2.amazonaws.eu                  | -
          906760a1b2-1a2B3c4d-5e6f-7081-92a3-b4c5d6e7f809 | identity-store-user | identity-store-user:906760a1b2-1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809 | -
          ACCA3c4d-5e6f-7081-92a3-b4c5d6e7f809 | identity-store-user | identity-store-user:acca3c4d-5e6f-7081-92a3-b4c5d6e7f809 | -
          """)
  void parse_other_isReadAndWrittenAgain(String text, String kind, String key, String accountKey) {
    Identifier identifier = valid(text);

    assertThat(identifier.text()).isEqualTo(text);
    assertThat(identifier.kind()).isEqualTo(kind);
    assertThat(identifier.partitionIfKnown()).isEmpty();
    assertThat(identifier.key(Partition.AWS_CN).text()).isEqualTo(key);
    assertThat(identifier.accountKey(Partition.AWS_CN).map(LookupKey::text))
        .isEqualTo(Optional.ofNullable(accountKey));
  }

  @ParameterizedTest
  @EnumSource
  void parse_everyPartition_isKeptInTextAndKeys(Partition partition) {
    String front = "arn:" + partition.id() + ":iam::123456789012:";
    String sts = front.replace("iam", "sts");
    for (String text :
        List.of(
            front + "user/dev/Alice",
            front + "role/apps/Web",
            front + "root",
            sts + "assumed-role/Web/i-0abc",
            sts + "federated-user/Bob")) {
      Identifier identifier = valid(text);

      assertThat(identifier.text()).isEqualTo(text);
      assertThat(identifier.partitionIfKnown()).contains(partition);
      assertThat(identifier.key(Partition.AWS).text())
          .startsWith(partition.id() + ":123456789012:" + identifier.key(Partition.AWS).type());
    }
  }

  /** A recreated namesake in another account, partition or type is somebody else. */
  @Test
  void key_anotherPartitionAccountOrType_isAnother() {
    assertThat(
            Stream.of(
                    "arn:aws:iam::123456789012:role/Web",
                    "arn:aws-cn:iam::123456789012:role/Web",
                    "arn:aws:iam::123456789013:role/Web",
                    "arn:aws:iam::123456789012:user/Web",
                    "arn:aws:sts::123456789012:federated-user/Web",
                    "arn:aws:iam::123456789012:role/Web2")
                .map(text -> valid(text).key(Partition.AWS))
                .distinct())
        .hasSize(6);
  }

  /** HTTP takes blanks off a header's value; a percent sign may be part of a path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ' 123456789012'      | 123456789012
          '123456789012\t '    | 123456789012
          ' \tarn:aws:iam::123456789012:user/%2Fa/b\t' | arn:aws:iam::123456789012:user/%2Fa/b
          """)
  void parse_blanksAround_areTakenOffAndNothingElse(String text, String normal) {
    assertThat(valid(text.translateEscapes()).text()).isEqualTo(normal);
  }

  @Test
  void parse_parts_areKeptAsWritten() {
    assertThat(valid("arn:aws:iam::123456789012:user/dev/eu/Alice"))
        .isEqualTo(new IamUser(Partition.AWS, "123456789012", "/dev/eu/", "Alice"));
    assertThat(valid("arn:aws:iam::123456789012:role/Web"))
        .isEqualTo(new IamRole(Partition.AWS, "123456789012", "/", "Web"));
    assertThat(valid("arn:aws:sts::123456789012:assumed-role/Web/i-0Abc"))
        .isEqualTo(new AssumedRoleSession(Partition.AWS, "123456789012", "Web", "i-0Abc"));
    assertThat(valid("AROADBQP57FF2AEXAMPLE:Tom"))
        .isEqualTo(new RoleSessionId(new UniqueId("AROADBQP57FF2AEXAMPLE"), "Tom"));
    assertThat(valid("123456789012:Bob")).isEqualTo(new FederatedUserId("123456789012", "Bob"));
  }

  private static Identifier valid(String text) {
    return switch (Identifier.parse(text)) {
      case Parsed.Valid<Identifier>(Identifier identifier) -> identifier;
      case Parsed.Malformed<Identifier> malformed -> fail(malformed.toString());
    };
  }
}
