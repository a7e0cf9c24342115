package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who made a role, and so who named its sessions (AWS IAM Identity Center User Guide, "Referencing
 * permission sets"; AWS IAM User Guide, "Service-linked roles").
 */
class RoleOriginTest {
  private static final String SSO = "/aws-reserved/sso.amazonaws.com/";
  private static final String NAME = "AWSReservedSSO_Power_User_0123456789abcdef";

  @ParameterizedTest
  @EnumSource
  void origin_identityCenter_isToldInEveryPartition(Partition partition) {
    PermissionSetRole role = new PermissionSetRole("Power_User", "0123456789abcdef");

    assertThat(origin(partition, SSO, NAME))
        .isEqualTo(new RoleOrigin.IdentityCenter(role, Optional.empty()));
    assertThat(origin(partition, SSO + "eu-west-1/", NAME))
        .isEqualTo(new RoleOrigin.IdentityCenter(role, Optional.of("eu-west-1")));
    assertThat(origin(partition, "/", NAME))
        .isEqualTo(new RoleOrigin.IdentityCenter(role, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /aws-reserved/sso.amazonaws.com/,                AWSReservedSSO_Admin_0123456789abcde
          /aws-reserved/sso.amazonaws.com/,                AWSReservedSSO_Admin_0123456789ABCDEF
          /aws-reserved/sso.amazonaws.com/,                AWSReservedSSO_0123456789abcdef
          /aws-reserved/sso.amazonaws.com/,                AWSReservedSSO__0123456789abcdef
          /aws-reserved/sso.amazonaws.com/,                AWSReservedSSO-Admin-0123456789abcdef
          /aws-reserved/sso.amazonaws.com/,                AWSReservedSSO_Admin-0123456789abcdef
          /aws-reserved/sso.amazonaws.com/,                awsreservedsso_Admin_0123456789abcdef
          /aws-reserved/sso.amazonaws.com/,                xAWSReservedSSO_Admin_0123456789abcdef
          /aws-reserved/sso.amazonaws.com/,                Admin
          /aws-reserved/sso.amazonaws.com/eu-west-1/more/, AWSReservedSSO_Admin_0123456789abcdef
          /aws-reserved/sso.amazonaws.com//,               AWSReservedSSO_Admin_0123456789abcdef
          /aws-reserved/sso.amazonaws.com.evil/,           AWSReservedSSO_Admin_0123456789abcdef
          /apps/aws-reserved/sso.amazonaws.com/,           AWSReservedSSO_Admin_0123456789abcdef
          /,                                               AWSServiceRoleForECS
          /apps/aws-service-role/ecs.amazonaws.com/,       AWSServiceRoleForECS
          /aws-service-role/,                              AWSServiceRoleForECS
          /aws-service-role/ecs/,                          AWSServiceRoleForECS
          /aws-service-role/ecs.amazonaws.com/more/,       AWSServiceRoleForECS
          """)
  void origin_looksAlike_isACustomers(String path, String name) {
    assertThat(origin(Partition.AWS, path, name)).isEqualTo(new RoleOrigin.Customer());
  }

  @ParameterizedTest
  @CsvSource({
    "ecs.amazonaws.com, AWSServiceRoleForECS",
    "ops.apigateway.amazonaws.com, AWSServiceRoleForAPIGateway",
    "ecs.amazonaws.com, Anything"
  })
  void origin_serviceLinked_isToldByThePathAlone(String service, String name) {
    assertThat(origin(Partition.AWS, "/aws-service-role/" + service + "/", name))
        .isEqualTo(new RoleOrigin.Service(service));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AWSReservedSSO_Admin_0123456789abcdef, alice@example.com, AWS
          AWSReservedSSO_Admin_0123456789abcde,  alice@example.com, CALLER
          AWSReservedSSO_Admin_0123456789ABCDEF, alice@example.com, CALLER
          awsreservedsso_Admin_0123456789abcdef, alice@example.com, CALLER
          Admin,                                 alice@example.com, CALLER
          Web,                                   i-0123456789abcdef0, CALLER
          AWSServiceRoleForECS,                  ecs,               CALLER
          """)
  void sessionNamedBy_isAwsForIdentityCentersRolesOnly(
      String role, String session, SessionNamedBy by) {
    AssumedRoleSession assumed =
        new AssumedRoleSession(Partition.AWS, "123456789012", role, session);

    assertThat(assumed.sessionNamedBy()).isEqualTo(by);
  }

  @Test
  void role_ofASession_isWithoutPathAndHasItsKey() {
    IamRole role = new IamRole(Partition.AWS_CN, "123456789012", SSO + "cn-north-1/", NAME);
    AssumedRoleSession session =
        new AssumedRoleSession(Partition.AWS_CN, "123456789012", NAME, "alice@example.com");

    assertThat(session.role().text()).isEqualTo("arn:aws-cn:iam::123456789012:role/" + NAME);
    assertThat(session.key(Partition.AWS)).isEqualTo(role.key(Partition.AWS));
  }

  private static RoleOrigin origin(Partition partition, String path, String name) {
    return new IamRole(partition, "123456789012", path, name).origin();
  }
}
