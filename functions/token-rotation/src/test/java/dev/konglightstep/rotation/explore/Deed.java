package dev.konglightstep.rotation.explore;

import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.UpdateSecretVersionStage;
import java.util.Optional;

/** What a person may do to a secret while it rotates. */
enum Deed {
  PUTS_A_VERSION,
  MOVES_CURRENT_BACK,
  CANCELS,
  PENDING_TAKEN_OFF;

  Plan at(Plan plan, String secret, int call) {
    return plan.deed(Surroundings.actorOf(secret), call, toString(), world -> act(world, secret));
  }

  void act(World world, String secret) {
    SecretsManagerModel model = world.around().model();
    Secrets secrets = world.around().secrets();
    switch (this) {
      case PUTS_A_VERSION -> world.around().personPuts(secret, 9);
      case MOVES_CURRENT_BACK -> {
        Optional<String> current = secrets.holder(secret, SecretsManagerModel.CURRENT);
        String previous = secrets.holder(secret, SecretsManagerModel.PREVIOUS).orElseThrow();
        model.updateSecretVersionStage(
            new UpdateSecretVersionStage(
                secret, SecretsManagerModel.CURRENT, current, Optional.of(previous)));
      }
      case CANCELS -> model.cancelRotateSecret(secret);
      case PENDING_TAKEN_OFF ->
          secrets
              .holder(secret, SecretsManagerModel.PENDING)
              .ifPresent(
                  id ->
                      model.updateSecretVersionStage(
                          UpdateSecretVersionStage.remove(
                              secret, SecretsManagerModel.PENDING, id)));
    }
  }
}
