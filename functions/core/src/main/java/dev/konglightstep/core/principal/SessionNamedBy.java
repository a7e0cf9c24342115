package dev.konglightstep.core.principal;

/** Who chose the name of a role's session. */
public enum SessionNamedBy {
  /** Whoever assumed the role: the name is a claim. One like an instance's id or an e-mail too. */
  CALLER,
  /** IAM Identity Center, which alone may assume its roles, after the user who signed in. */
  AWS
}
