package dev.konglightstep.standins.secretsmanager;

/**
 * A version that a rotation made AWSPENDING; its text form does not show the rotation's token.
 *
 * @param test whether only the function is tested, on a version that goes away again
 * @param complete whether the rotation has ended well, and left its label where it was
 */
record Rotating(String versionId, String rotationToken, boolean test, boolean complete) {
  Rotating completed() {
    return new Rotating(versionId, rotationToken, test, true);
  }

  @Override
  public String toString() {
    return "Rotating[" + versionId + " test=" + test + " complete=" + complete + "]";
  }
}
