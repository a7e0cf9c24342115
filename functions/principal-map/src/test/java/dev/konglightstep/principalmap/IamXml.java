package dev.konglightstep.principalmap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers of IAM and STS as the API references show them (AWS Query protocol). Policies are there
 * too, and are no JSON: whoever reads them fails.
 */
final class IamXml {
  private static final String POLICY = "%zz not a policy";

  private IamXml() {}

  static String details(List<IamPrincipal> page, Optional<String> marker) {
    return result(
        "GetAccountAuthorizationDetails",
        pages(marker)
            + list("UserDetailList", page.stream().filter(IamPrincipal::isUser).toList())
            + list("RoleDetailList", page.stream().filter(one -> !one.isUser()).toList()));
  }

  static String keys(List<IamAccessKey> page, Optional<String> marker) {
    String keys =
        page.stream()
            .map(
                key ->
                    "<member><UserName>x</UserName><AccessKeyId>%s</AccessKeyId><Status>Inactive</Status><CreateDate>%s</CreateDate></member>"
                        .formatted(key.id(), key.created()))
            .collect(Collectors.joining());
    return result(
        "ListAccessKeys", pages(marker) + "<AccessKeyMetadata>" + keys + "</AccessKeyMetadata>");
  }

  static String aliases(Optional<String> alias) {
    String member = alias.map(name -> "<member>" + name + "</member>").orElse("");
    return result(
        "ListAccountAliases",
        pages(Optional.empty()) + "<AccountAliases>" + member + "</AccountAliases>");
  }

  static String caller(String account) {
    return result(
        "GetCallerIdentity",
        "<Arn>arn:aws:sts::%s:assumed-role/map/run</Arn><UserId>AROAX:run</UserId><Account>%s</Account>"
            .formatted(account, account));
  }

  /** Credentials whose key id has the account's number in it. */
  static String assumed(String account) {
    return result(
        "AssumeRole",
        "<Credentials><AccessKeyId>ASIA%s</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>"
            .formatted(account));
  }

  static String error(String code, String message) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>"
        .formatted(code, message);
  }

  private static String result(String call, String content) {
    return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(call, content);
  }

  private static String pages(Optional<String> marker) {
    return "<IsTruncated>"
        + marker.isPresent()
        + "</IsTruncated>"
        + marker.map(at -> "<Marker>" + at + "</Marker>").orElse("");
  }

  private static String list(String name, List<IamPrincipal> members) {
    return "<"
        + name
        + ">"
        + members.stream().map(IamXml::member).collect(Collectors.joining())
        + "</"
        + name
        + ">";
  }

  private static String member(IamPrincipal one) {
    String kind = one.isUser() ? "User" : "Role";
    String tags =
        one.tags().entrySet().stream()
            .map(
                tag ->
                    "<member><Key>%s</Key><Value>%s</Value></member>"
                        .formatted(tag.getKey(), tag.getValue()))
            .collect(Collectors.joining());
    String policy =
        one.isUser()
            ? "<UserPolicyList><member><PolicyName>p</PolicyName><PolicyDocument>"
                + POLICY
                + "</PolicyDocument></member></UserPolicyList>"
            : "<AssumeRolePolicyDocument>" + POLICY + "</AssumeRolePolicyDocument>";
    return ("<member><Path>%2$s</Path><%1$sName>%3$s</%1$sName><%1$sId>%4$s</%1$sId><Arn>%5$s</Arn>"
            + "<CreateDate>%6$s</CreateDate>%7$s<Tags>%8$s</Tags></member>")
        .formatted(kind, one.path(), one.name(), one.id(), one.arn(), one.created(), policy, tags);
  }
}
