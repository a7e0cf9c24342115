package dev.konglightstep.core.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.KeySet;
import java.util.Arrays;
import java.util.List;

/** The keys of attributes that tell of a principal (OpenTelemetry, "User" and "Enduser"). */
public final class IdentityNames {
  public static final String USER_ID = "user.id";
  public static final String USER_NAME = "user.name";
  public static final String USER_HASH = "user.hash";
  public static final String ENDUSER_ID = "enduser.id";
  public static final String PREFIX = "iam.principal.";
  public static final String TAG = "tag.";

  private static final Bytes PREFIX_BYTES = Bytes.utf8(PREFIX);
  private static final KeySet WHOLE = KeySet.of(List.of(USER_ID, USER_NAME, USER_HASH, ENDUSER_ID));

  /** All of them: what came under these from outside is nobody's word. */
  public static final KeyMatcher ALL =
      (bytes, from, to) -> WHOLE.contains(bytes, from, to) || isPrefixed(bytes, from, to);

  private IdentityNames() {}

  private static boolean isPrefixed(byte[] bytes, int from, int to) {
    int length = PREFIX_BYTES.length();
    return to - from >= length
        && Arrays.equals(
            bytes,
            from,
            from + length,
            PREFIX_BYTES.array(),
            PREFIX_BYTES.offset(),
            PREFIX_BYTES.offset() + length);
  }
}
