package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * The name of a role that IAM Identity Center made: {@code AWSReservedSSO_<permission set>_<16
 * hexadecimal digits>}, 64 characters at most, as a role's name. AWS lets nobody else make a role
 * that begins like that (aws-iam-authenticator's README).
 *
 * @param permissionSet may hold underscores itself
 * @param suffix is another one when the permission set is taken away and given again
 */
public record PermissionSetRole(String permissionSet, String suffix) {
  private static final String PREFIX = "AWSReservedSSO_";
  private static final int SUFFIX = 16;

  static Optional<PermissionSetRole> of(String roleName) {
    int suffix = roleName.length() - SUFFIX;
    int underscore = suffix - 1;
    boolean one =
        roleName.startsWith(PREFIX)
            && underscore > PREFIX.length()
            && roleName.charAt(underscore) == '_'
            && Part.PERMISSION_SET.mistake(roleName, PREFIX.length(), underscore) == Part.NONE
            && Ascii.LOWER_HEX.skip(roleName, suffix, roleName.length()) == roleName.length();
    return one
        ? Optional.of(
            new PermissionSetRole(
                roleName.substring(PREFIX.length(), underscore), roleName.substring(suffix)))
        : Optional.empty();
  }
}
