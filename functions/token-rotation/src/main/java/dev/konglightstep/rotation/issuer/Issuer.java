package dev.konglightstep.rotation.issuer;

import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.RotationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who makes the next value of a rotating secret. Another kind is one more class. */
public interface Issuer {
  /** As the field {@code issuer} of a secret names it. */
  String name();

  /**
   * The labels that a version of this issuer carries from its first value on, besides AWS's own.
   * Without them nobody is given the value.
   */
  Set<String> labels(String versionId);

  /**
   * A value that was never used. Nothing is written.
   *
   * @param request what is known of the secret
   * @throws RotationException if there is none now, saying what to do
   */
  Issued issue(Request request);

  /**
   * What an issuer may want to know.
   *
   * @param secret the ARN
   * @param versionId of the version in the making
   * @param current the value in force; empty if the secret never had one
   * @param labelled every value whose version carries a label, the current one included
   */
  record Request(
      String secret, String versionId, Optional<TokenSecret> current, List<TokenSecret> labelled) {
    public Request {
      labelled = List.copyOf(labelled);
    }
  }

  /**
   * A new value.
   *
   * @param name as people know it; safe to print
   * @param project that it belongs to, empty if nobody said
   * @param kept names that the history must not forget
   */
  record Issued(String name, Token token, String project, Set<String> kept) {
    public Issued {
      kept = Set.copyOf(kept);
    }
  }
}
