package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import dev.konglightstep.cli.operator.BadInputException;
import dev.konglightstep.principalmap.PrincipalMapHandler;
import dev.konglightstep.proxy.OtlpProxyHandler;
import dev.konglightstep.proxy.SpillDrainHandler;
import dev.konglightstep.rotation.TokenRotationHandler;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The functions of template.yaml by logical id, each made from its environment. */
final class Functions {
  private static final Map<String, Definition> BY_LOGICAL_ID =
      Map.of(
          "OtlpProxyFunction",
          new Definition(OtlpProxyHandler.class, OtlpProxyHandler::new),
          "SpillDrainFunction",
          new Definition(SpillDrainHandler.class, SpillDrainHandler::new),
          "PrincipalMapFunction",
          new Definition(PrincipalMapHandler.class, PrincipalMapHandler::new),
          "TokenRotationFunction",
          new Definition(
              TokenRotationHandler.class,
              environment ->
                  new EventHandler<>(
                      SecretsManagerRotationEvent.class,
                      String.class,
                      new TokenRotationHandler(environment))));

  private Functions() {}

  static Set<String> logicalIds() {
    return new TreeSet<>(BY_LOGICAL_ID.keySet());
  }

  /**
   * The class that Lambda makes the handler of.
   *
   * @throws BadInputException if there is no such function
   */
  static Class<?> handlerClass(String logicalId) {
    return definition(logicalId).handler;
  }

  /**
   * The function's handler, fed as Lambda feeds it.
   *
   * @throws BadInputException if there is no such function
   */
  static RequestStreamHandler handler(String logicalId, Map<String, String> environment) {
    return definition(logicalId).made.apply(environment);
  }

  private static Definition definition(String logicalId) {
    Definition definition = BY_LOGICAL_ID.get(logicalId);
    if (definition == null) {
      throw new BadInputException(logicalId + ": no such function; there are " + logicalIds());
    }
    return definition;
  }

  private record Definition(
      Class<?> handler, Function<Map<String, String>, RequestStreamHandler> made) {}
}
