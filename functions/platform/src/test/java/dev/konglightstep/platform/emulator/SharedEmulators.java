package dev.konglightstep.platform.emulator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests an emulator: one process for all of them, ended after the last. */
public final class SharedEmulators implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == MotoServer.class || type == LocalStack.class;
  }

  /** JUnit closes at its end what the root store holds. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context
        .getRoot()
        .getStore(Namespace.create(SharedEmulators.class))
        .getOrComputeIfAbsent(type, SharedEmulators::start, Object.class);
  }

  private static Object start(Class<?> type) {
    try {
      return type == MotoServer.class ? MotoServer.start() : LocalStack.start();
    } catch (Exception e) {
      throw new ParameterResolutionException("cannot start " + type.getSimpleName(), e);
    }
  }
}
