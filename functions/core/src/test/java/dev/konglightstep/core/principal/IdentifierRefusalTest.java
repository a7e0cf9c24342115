package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no identifier, and where one sees it. */
class IdentifierRefusalTest {
  private static final String IAM = "arn:aws:iam::123456789012:";

  /** What is wrong, and the index of the character; "^" marks it in the text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          ^|an ARN
          ^Alice|an ARN
          ^alice@example.com|an ARN
          ^1234-5678-9012|an ARN
          ^12345678901|an ARN
          123456789012^3|an account id of 12 digits
          123456789012:^|a federated name
          123456789012:a^|a federated name
          123456789012:B^/b|a federated name
          123456789012:^:Bob|a federated name
          AKIAIOSFODNN7EXAMPL^|an access key id
          AKIAIOSFODNN7EXAMPLE^E|an access key id
          AKIAIOSFODNN^1EXAMPLE|an access key id
          AKIA^iosfodnn7example|an access key id
          ASIA^|an access key id
          AIDACKCEVSQ6C2EXAMPL^|a unique id of 21
          AIDACKCEVSQ6C2EXAMPLE^:Tom|a unique id of 21
          AROADBQP57FF2AEXAMPLE:^|a session's name
          AROADBQP57FF2AEXAMPLE:T^|a session's name
          AROADBQP57FF2AEXAMPLE:To^:m|a session's name
          AROADBQP57FF2AEXAMPL^:Tom|a unique id of 21
          1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f80^|a UUID
          1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809^0|a UUID
          1a2b3c4d-5e6f^a7081-92a3-b4c5d6e7f809|a UUID
          906760^A1B2-1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809|a UUID
          ^amazonaws.com|a service principal
          ^.amazonaws.com|a service principal
          ^a..amazonaws.com|a service principal
          ^xamazonaws.com|a service principal
          ^ec2.evilamazonaws.com|a service principal
          ^ec2.amazonaws.com.evil.example|a service principal
          ^ec2.Amazonaws.com|an ARN
          arn:aws:iam::123456789012^|arn:<partition>
          arn:^AWS:iam::123456789012:root|a partition of aws, aws-cn, aws-us-gov
          arn:^aws-moon:iam::123456789012:root|a partition of aws, aws-cn, aws-us-gov
          arn:^:iam::123456789012:root|a partition of aws, aws-cn, aws-us-gov
          arn:aws:^s3:::bucket|the service iam or sts
          arn:aws:^IAM::123456789012:root|the service iam or sts
          arn:aws:iam:^eu-west-1:123456789012:root|no region
          arn:aws:iam::^:root|an account id of 12 digits
          arn:aws:iam::^aws:policy/ReadOnlyAccess|an account id of 12 digits
          arn:aws:iam::^cloudfront:user/CloudFront|an account id of 12 digits
          arn:aws:iam::12345678901^:root|an account id of 12 digits
          arn:aws:iam::123456789012^3:root|an account id of 12 digits
          arn:aws:iam::^１23456789012:root|an account id of 12 digits
          arn:aws:iam::123456789012:^|root, user/… or role/…
          arn:aws:iam::123456789012:^Root|root, user/… or role/…
          arn:aws:iam::123456789012:^root/x|root, user/… or role/…
          arn:aws:iam::123456789012:^user|root, user/… or role/…
          arn:aws:iam::123456789012:^group/Admins|root, user/… or role/…
          arn:aws:iam::123456789012:^instance-profile/Web|root, user/… or role/…
          arn:aws:iam::123456789012:^assumed-role/Web/i-0abc|root, user/… or role/…
          arn:aws:iam::123456789012:user/^|a user's name
          arn:aws:iam::123456789012:user/dev/^|a user's name
          arn:aws:iam::123456789012:user/^/Alice|a path
          arn:aws:iam::123456789012:user/d^ v/Alice|a path
          arn:aws:iam::123456789012:user/d^é/Alice|a path
          arn:aws:iam::123456789012:user/Al^*|a user's name
          arn:aws:iam::123456789012:user/Al^é|a user's name
          arn:aws:iam::123456789012:role/^*|a role's name
          arn:aws:sts::123456789012:^role/Web|assumed-role/… or federated-user/…
          arn:aws:sts::123456789012:^assumed-role|assumed-role/… or federated-user/…
          arn:aws:sts::123456789012:assumed-role/Web^|assumed-role/<role>/<session>
          arn:aws:sts::123456789012:assumed-role/apps/Web^/i-0abc|assumed-role/<role>/<session>
          arn:aws:sts::123456789012:assumed-role/^/i-0abc|a role's name
          arn:aws:sts::123456789012:assumed-role/Web/^|a session's name
          arn:aws:sts::123456789012:assumed-role/Web/i^|a session's name
          arn:aws:sts::123456789012:assumed-role/Web/a^:b|a session's name
          arn:aws:sts::123456789012:federated-user/a^|a federated name
          arn:aws:sts::123456789012:federated-user/Bob^/x|a federated name
           arn:aws:sts::123456789012:federated-user/a^ |a federated name
          """)
  void parse_other_isRefusedWithItsPlace(String marked, String expected) {
    int at = marked.indexOf('^');
    Parsed<Identifier> parsed = Identifier.parse(marked.replace("^", ""));

    assertThat(parsed)
        .isInstanceOfSatisfying(
            Parsed.Malformed.class,
            malformed -> {
              assertThat(malformed.what()).startsWith("expected " + expected);
              assertThat(malformed.offset()).isEqualTo(at);
            });
  }

  /** The longest that AWS's API references allow, and one character more. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          arn:aws:iam::123456789012:user/,             1,  64, ''
          arn:aws:iam::123456789012:role/,             1,  64, ''
          arn:aws:iam::123456789012:user/,             1, 510, /Alice
          arn:aws:iam::123456789012:role/,             1, 510, /Web
          arn:aws:sts::123456789012:assumed-role/,     1,  64, /Tom
          arn:aws:sts::123456789012:assumed-role/Web/, 2,  64, ''
          arn:aws:sts::123456789012:federated-user/,   2,  32, ''
          123456789012:,                               2,  32, ''
          '',                                          1,  63, .amazonaws.com
          AROADBQP57FF2AEXAMPLE:,                      2,  64, ''
          arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/, 1, 64, ''
          """)
  void parse_lengths_haveTheirLimits(String before, int least, int most, String after) {
    assertThat(isOne(before + "x".repeat(least - 1) + after)).isFalse();
    assertThat(isOne(before + "x".repeat(least) + after)).isTrue();
    assertThat(isOne(before + "x".repeat(most) + after)).isTrue();
    assertThat(isOne(before + "x".repeat(most + 1) + after)).isFalse();
  }

  @Test
  void parse_tooLong_isRefusedUnread() {
    assertThat(Identifier.parse(IAM + "user/" + "x".repeat(2018)))
        .isEqualTo(new Parsed.Malformed<>("expected at most 2048 characters", 2048));
  }

  static Stream<Supplier<Identifier>> wrong() {
    Partition aws = Partition.AWS;
    String account = "123456789012";
    UniqueId user = new UniqueId("AIDACKCEVSQ6C2EXAMPLE");
    return Stream.of(
        () -> new IamUser(aws, "12345678901", "/", "Alice"),
        () -> new IamUser(aws, account, "dev/", "Alice"),
        () -> new IamUser(aws, account, "/dev", "Alice"),
        () -> new IamUser(aws, account, "//", "Alice"),
        () -> new IamUser(aws, account, "/", "dev/Alice"),
        () -> new IamRole(aws, account, "/", ""),
        () -> new AssumedRoleSession(aws, account, "apps/Web", "Tom"),
        () -> new AssumedRoleSession(aws, account, "Web", "T"),
        () -> new FederatedUser(aws, account, "a:b"),
        () -> new AccountRoot(aws, ""),
        () -> new Account("1234567890123"),
        () -> new ServicePrincipal("events"),
        () -> new UniqueId("AKIAIOSFODNN7EXAMPLE"),
        () -> new RoleSessionId(user, "Tom"),
        () -> new FederatedUserId(account, "B"),
        () -> new AccessKey("AROADBQP57FF2AEXAMPL"),
        () -> new IdentityStoreUserId("1a2b3c4d"),
        () -> new OidcSubject("https://issuer.example and more", "7"),
        () -> new OidcSubject("https://issuer.example", ""));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void new_wrongPart_throws(Supplier<Identifier> made) {
    assertThatIllegalArgumentException().isThrownBy(made::get).withMessageStartingWith("expected ");
  }

  private static boolean isOne(String text) {
    return Identifier.parse(text) instanceof Parsed.Valid<Identifier>;
  }
}
