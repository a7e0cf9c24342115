package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What VPC Lattice's header says, and what somebody might make it say. */
class LatticeIdentityTest {
  private static final String WEB = "arn:aws:sts::123456789012:assumed-role/Web/i-0abc";
  private static final AssumedRoleSession SESSION =
      new AssumedRoleSession(Partition.AWS, "123456789012", "Web", "i-0abc");

  /** The text of the recording 05-lattice-identity. */
  @Test
  void parse_recorded_isRead() {
    assertThat(
            LatticeIdentity.parse(
                "Principal=arn:aws:sts::123456789012:assumed-role/checkout-svc/i-0abc;"
                    + " PrincipalOrgID=o-abc123;"
                    + " SourceVpcArn=arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1; Type=AWS_IAM"))
        .isEqualTo(
            new Parsed.Valid<>(
                new LatticeIdentity(
                    Optional.of(
                        new AssumedRoleSession(
                            Partition.AWS, "123456789012", "checkout-svc", "i-0abc")),
                    Optional.empty(),
                    Optional.of("o-abc123"),
                    Optional.of("arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1"))));
  }

  /** As an example of AWS's has it: empty values, and a field that nobody asked for. */
  @Test
  void parse_emptyAndUnknownFields_countForNothing() {
    assertThat(
            LatticeIdentity.parse(
                "Principal="
                    + WEB
                    + "; PrincipalOrgID=; PrincipalOrgPaths=; SessionName=i-0abc; Type=AWS_IAM;"))
        .isEqualTo(
            new Parsed.Valid<>(
                new LatticeIdentity(
                    Optional.of(SESSION),
                    Optional.of("i-0abc"),
                    Optional.empty(),
                    Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", " ; ", "Type=NONE", "Principal=", "Principal= ; Type=NONE"})
  void parse_nobodyAuthenticated_isNobody(String text) {
    assertThat(LatticeIdentity.parse(text))
        .isEqualTo(
            new Parsed.Valid<>(
                new LatticeIdentity(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
  }

  /** What a client wrote into its certificate, with what it may hope for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"; Type=x",
        "'a=b'",
        "O=\"Acme\\; Principal=arn:aws:iam::123456789012:root\"",
        "\\; Principal=arn:aws:iam::123456789012:root",
        "\\\\; Principal=arn:aws:iam::123456789012:root",
        "a\\",
        "Пётр \u0000\n\t\uD800",
        "===",
        ", Principal=arn:aws:iam::123456789012:root"
      })
  void parse_hostileCertificate_staysInItsField(String value) {
    assertThat(LatticeIdentity.parse("Principal=" + WEB + "; X509Subject/CN=" + value))
        .isInstanceOfSatisfying(
            Parsed.Valid.class,
            valid ->
                assertThat(valid.value())
                    .isEqualTo(
                        new LatticeIdentity(
                            Optional.of(SESSION),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
  }

  /** "^" marks the place of the mistake. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Principal=$;^ Principal=arn:aws:iam::123456789012:root   | the principal in the first field only
          Principal=$; X509Subject/CN=x;^Principal=$               | the principal in the first field only
          X509Subject/CN=x;^Principal=$;y\\; Principal=$           | the principal in the first field only
          Type=AWS_IAM;^ Principal=$                               | the principal in the first field only
          Principal=$; SessionName=i-0abc; SessionName=^i-0abc     | the field once
          Principal=$; SessionName=; SessionName=^i-0abc           | the field once
          Principal=$; SourceVpcArn=a; SourceVpcArn=^b             | the field once
          Principal=$; PrincipalOrgID=a; PrincipalOrgID=^b         | the field once
          Principal=$; ^SessionName=i-0abd                         | the session's name of the principal
          Principal=$; SessionName=i-0^*bc                         | a session's name
          Principal=$; SourceVpcArn=a^ b                           | an ARN of
          Principal=$; PrincipalOrgID=o-^*                         | an organization's id
          Principal=$; ^nonsense                                   | <name>=<value>
          Principal=arn:aws:sts::123456789012:assumed-role/a/Web^/i | assumed-role/<role>/<session>
          Principal=^*                                             | an ARN, an account
          Principal=^"$"                                           | an ARN, an account
          """)
  void parse_other_isRefusedWithItsPlace(String marked, String expected) {
    String text = marked.replace("$", WEB);

    assertThat(LatticeIdentity.parse(text.replace("^", "")))
        .isInstanceOfSatisfying(
            Parsed.Malformed.class,
            malformed -> {
              assertThat(malformed.what()).startsWith("expected " + expected);
              assertThat(malformed.offset()).isEqualTo(text.indexOf('^'));
            });
  }

  /** Only roles' sessions have a name to compare with. */
  @Test
  void parse_sessionNameOfAUser_isNoMistake() {
    assertThat(
            LatticeIdentity.parse(
                "Principal=arn:aws:iam::123456789012:user/Alice;SessionName=whoever"))
        .isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void parse_tooLong_isRefusedUnread() {
    assertThat(LatticeIdentity.parse("Type=" + "x".repeat(16_384)))
        .isEqualTo(new Parsed.Malformed<>("expected at most 16384 characters", 16_384));
  }
}
