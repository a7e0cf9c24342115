package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * google.rpc.Status, the body of every refusal (OTLP specification, "Failures").
 *
 * @param code a google.rpc.Code
 * @param message for the person who reads Kong's log, where it is printed whole; never a secret
 */
public record RpcStatus(int code, String message) {
  public static final int INVALID_ARGUMENT = 3;
  public static final int NOT_FOUND = 5;
  public static final int RESOURCE_EXHAUSTED = 8;
  public static final int UNIMPLEMENTED = 12;
  public static final int UNAVAILABLE = 14;
  public static final int UNAUTHENTICATED = 16;

  /** The message on the wire. */
  public Bytes bytes() {
    return new Appender().integer(1, code).text(2, message).bytes();
  }
}
