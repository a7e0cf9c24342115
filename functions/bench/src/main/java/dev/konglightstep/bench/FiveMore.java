package dev.konglightstep.bench;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.KeySet;
import java.util.List;

/** The edits that are measured: two attributes go from every span, five come. */
final class FiveMore implements Edits {
  static final List<String> REMOVED = List.of("http.flavor", "net.peer.ip");

  private static final Attributes ADDED =
      Attributes.NONE
          .text("user.id", "AIDAEXAMPLEEXAMPLE123")
          .text("iam.principal.arn", "arn:aws:iam::000000000000:role/payments/checkout")
          .text("iam.principal.account_id", "000000000000")
          .text("iam.principal.status", "resolved")
          .text("iam.principal.source", "consumer");

  private final KeySet removed = KeySet.of(REMOVED);

  @Override
  public KeyMatcher removed(int item) {
    return removed;
  }

  @Override
  public Attributes added(int item) {
    return ADDED;
  }
}
