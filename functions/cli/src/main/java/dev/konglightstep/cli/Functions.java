package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.proxy.OtlpProxyHandler;
import java.util.Map;
import java.util.function.Function;

/** The functions of template.yaml by logical id, each made from its environment. */
final class Functions {
  static final Map<String, Function<Map<String, String>, RequestStreamHandler>> BY_LOGICAL_ID =
      Map.of("OtlpProxyFunction", OtlpProxyHandler::new);

  private Functions() {}
}
