package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator asks about an identifier that stands in a trace. */
class PrincipalCommandsTest {
  private final OperatorSet around = new OperatorSet();

  @AfterEach
  void close() {
    around.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          arn:aws:iam::123456789012:user/dev/Alice | {"kind":"user","text":"arn:aws:iam::123456789012:user/dev/Alice","partition":"aws","account":"123456789012","path":"/dev/","name":"Alice","key":"aws:123456789012:user:alice","account_key":"aws:123456789012:account:123456789012"}
          arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS | {"kind":"role","text":"arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS","partition":"aws","account":"123456789012","path":"/aws-service-role/ecs.amazonaws.com/","name":"AWSServiceRoleForECS","service":"ecs.amazonaws.com","key":"aws:123456789012:role:awsserviceroleforecs","account_key":"aws:123456789012:account:123456789012"}
          arn:aws-cn:iam::123456789012:role/aws-reserved/sso.amazonaws.com/cn-north-1/AWSReservedSSO_Admin_0123456789abcdef | {"kind":"role","text":"arn:aws-cn:iam::123456789012:role/aws-reserved/sso.amazonaws.com/cn-north-1/AWSReservedSSO_Admin_0123456789abcdef","partition":"aws-cn","account":"123456789012","path":"/aws-reserved/sso.amazonaws.com/cn-north-1/","name":"AWSReservedSSO_Admin_0123456789abcdef","permission_set":"Admin","suffix":"0123456789abcdef","identity_center_region":"cn-north-1","key":"aws-cn:123456789012:role:awsreservedsso_admin_0123456789abcdef","account_key":"aws-cn:123456789012:account:123456789012"}
          arn:aws:sts::123456789012:assumed-role/Web/i-0abc | {"kind":"assumed-role","text":"arn:aws:sts::123456789012:assumed-role/Web/i-0abc","partition":"aws","account":"123456789012","name":"Web","session_name":"i-0abc","session_named_by":"caller","key":"aws:123456789012:role:web","account_key":"aws:123456789012:account:123456789012"}
          arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com | {"kind":"assumed-role","text":"arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com","partition":"aws","account":"123456789012","name":"AWSReservedSSO_Admin_0123456789abcdef","permission_set":"Admin","suffix":"0123456789abcdef","session_name":"alice@example.com","session_named_by":"aws","key":"aws:123456789012:role:awsreservedsso_admin_0123456789abcdef","account_key":"aws:123456789012:account:123456789012"}
          arn:aws:sts::123456789012:federated-user/Bob | {"kind":"federated-user","text":"arn:aws:sts::123456789012:federated-user/Bob","partition":"aws","account":"123456789012","name":"Bob","key":"aws:123456789012:federated-user:Bob","account_key":"aws:123456789012:account:123456789012"}
          arn:aws:iam::123456789012:root | {"kind":"root","text":"arn:aws:iam::123456789012:root","partition":"aws","account":"123456789012","key":"aws:123456789012:root:123456789012","account_key":"aws:123456789012:account:123456789012"}
          123456789012 | {"kind":"account","text":"123456789012","account":"123456789012","key":"aws:123456789012:account:123456789012","account_key":"aws:123456789012:account:123456789012"}
          123456789012:Bob | {"kind":"federated-user-id","text":"123456789012:Bob","account":"123456789012","name":"Bob","key":"aws:123456789012:federated-user:Bob","account_key":"aws:123456789012:account:123456789012"}
          AROADBQP57FF2AEXAMPLE | {"kind":"unique-id","text":"AROADBQP57FF2AEXAMPLE","of":"role","key":"unique-id:AROADBQP57FF2AEXAMPLE"}
          AROADBQP57FF2AEXAMPLE:Tom | {"kind":"role-session-id","text":"AROADBQP57FF2AEXAMPLE:Tom","unique_id":"AROADBQP57FF2AEXAMPLE","session_name":"Tom","session_named_by":"caller","key":"unique-id:AROADBQP57FF2AEXAMPLE"}
          AKIARZPUZDIKGB2VALC4 | {"kind":"access-key","text":"AKIARZPUZDIKGB2VALC4","account":"123456789012","temporary":false,"key":"access-key:AKIARZPUZDIKGB2VALC4","account_key":"aws:123456789012:account:123456789012"}
          ASIAIOSFODNN7EXAMPLE | {"kind":"access-key","text":"ASIAIOSFODNN7EXAMPLE","temporary":true,"key":"access-key:ASIAIOSFODNN7EXAMPLE"}
          events.amazonaws.com | {"kind":"service","text":"events.amazonaws.com","key":"service:events.amazonaws.com"}
          1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809 | {"kind":"identity-store-user","text":"1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809","key":"identity-store-user:1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809"}
          """)
  void parse_identifier_isOneLineOfJson(String text, String line) {
    assertThat(around.run("principal", "parse", text)).isZero();

    assertThat(around.lines()).containsExactly(line);
    assertThat(around.errors()).isEmpty();
  }

  @Test
  void parse_accountOfAnotherPartition_hasItInItsKey() {
    assertThat(around.run("principal", "parse", "--partition", "aws-cn", "123456789012")).isZero();

    assertThat(around.lines())
        .containsExactly(
            "{\"kind\":\"account\",\"text\":\"123456789012\",\"account\":\"123456789012\","
                + "\"key\":\"aws-cn:123456789012:account:123456789012\","
                + "\"account_key\":\"aws-cn:123456789012:account:123456789012\"}");
  }

  /** What was typed may be a secret, so it is not said again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arn:aws:iam::123456789012:group/CANARY    | expected root, user/… or role/…: nothing else of IAM's is a caller, at index 26
          arn:CANARY:iam::123456789012:root         | expected a partition of aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f, aws-eusc, at index 4
          arn:aws:sts::123456789012:assumed-role/a/CANARY/b | expected assumed-role/<role>/<session>, neither less nor more, at index 47
          12345678901                               | expected an ARN, an account id of 12 digits, a unique id, an access key id, a user id of STS or of an identity store, or a service principal, at index 0
          """)
  void parse_noIdentifier_isBadInput(String text, String message) {
    assertThat(around.run("principal", "parse", text)).isEqualTo(2);

    assertThat(around.errors()).isEqualTo(message);
    assertThat(around.lines()).isEmpty();
    assertThat(around.all()).doesNotContain("CANARY");
  }

  @Test
  void parse_unknownHome_isBadInput() {
    assertThat(around.run("principal", "parse", "--partition", "moon", "123456789012"))
        .isEqualTo(2);

    assertThat(around.errors()).startsWith("kong-lightstep: --partition: expected one of aws, ");
  }
}
