package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.probe.Finding;

/**
 * The third step: looks once more and writes nothing. Secrets Manager also runs it alone, on a
 * version whose value is a copy of the current one: so nothing is asked about lineage here.
 */
final class TestSecret {
  private final Audit audit;

  TestSecret(Audit audit) {
    this.audit = audit;
  }

  void run(Making making) {
    TokenSecret value = making.value();
    switch (making.session().rotating().probe().once(value.token())) {
      case Finding.Accepted accepted ->
          new Convergence(making.session(), audit, making.versionId()).readBack(value.token());
      case Finding.Refused refused ->
          throw RotationException.failed("version " + making.versionId() + " is refused");
      case Finding.Unclear(String why) ->
          throw RotationException.failed(
              "nobody can say whether version " + making.versionId() + " is good: " + why);
      case Finding.Indiscriminate indiscriminate ->
          throw RotationException.failed(
              "a random token is accepted too, so that nothing can be proven;"
                  + " PROBE=unverified goes on all the same");
    }
  }
}
