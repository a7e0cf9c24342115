package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.proxy.OtlpProxyHandler;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The functions of template.yaml by logical id, each made from its environment. */
final class Functions {
  private static final Map<String, Function<Map<String, String>, RequestStreamHandler>>
      BY_LOGICAL_ID = Map.of("OtlpProxyFunction", OtlpProxyHandler::new);

  private Functions() {}

  static Set<String> logicalIds() {
    return new TreeSet<>(BY_LOGICAL_ID.keySet());
  }

  /**
   * The function's handler.
   *
   * @throws BadInputException if there is no such function
   */
  static RequestStreamHandler handler(String logicalId, Map<String, String> environment) {
    Function<Map<String, String>, RequestStreamHandler> function = BY_LOGICAL_ID.get(logicalId);
    if (function == null) {
      throw new BadInputException(logicalId + ": no such function; there are " + logicalIds());
    }
    return function.apply(environment);
  }
}
