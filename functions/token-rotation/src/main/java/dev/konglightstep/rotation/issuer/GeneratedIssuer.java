package dev.konglightstep.rotation.issuer;

import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Rolls 256 bits. A version keeps the label {@code live-<its id>} for as long as anybody may hold
 * its key, so that a key which reached Kong stays good whatever happens to AWS's labels.
 */
public final class GeneratedIssuer implements Issuer {
  private static final int BYTES = 32;

  private final RandomGenerator random;

  /**
   * An issuer with its source of chance.
   *
   * @param random unpredictable
   */
  public GeneratedIssuer(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return TokenSecret.GENERATED;
  }

  @Override
  public Set<String> labels(String versionId) {
    return Set.of(SecretVersions.LIVE_PREFIX + versionId);
  }

  @Override
  public Issued issue(Request request) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    String project = request.current().map(TokenSecret::project).orElse("");
    return new Issued(request.versionId(), Token.of(text), project, Set.of());
  }
}
