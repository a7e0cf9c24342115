package dev.konglightstep.proxy;

import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.RetryAfter;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.core.otlp.Signal;
import java.time.Duration;

/**
 * Every answer of the proxy's own that is not 200. Kong logs the body whole, so each message tells
 * the reader of that log what to do, and none holds a secret.
 */
record Refusal(int status, RpcStatus body, Headers headers) implements Admission {
  /** Kong does not read it; other senders of OTLP do. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  static Refusal noSuchPath() {
    return of(404, RpcStatus.NOT_FOUND, "post OTLP to /v1/traces, /v1/logs or /v1/metrics");
  }

  static Refusal methodNotAllowed(String allowed) {
    return of(405, RpcStatus.UNIMPLEMENTED, "only " + allowed + " is allowed here")
        .with("Allow", allowed);
  }

  static Refusal unknownKey() {
    return of(
        401,
        RpcStatus.UNAUTHENTICATED,
        "the ingest key is missing or wrong; set header x-ingest-key in the headers of Kong's"
            + " opentelemetry plugin");
  }

  static Refusal unsupportedEncoding() {
    return of(415, RpcStatus.INVALID_ARGUMENT, "Content-Encoding must be gzip or absent")
        .with("Accept-Encoding", "gzip");
  }

  static Refusal unsupportedType() {
    return of(415, RpcStatus.INVALID_ARGUMENT, "send OTLP as application/x-protobuf");
  }

  static Refusal tooLarge(int maxBodyBytes) {
    return of(
        413,
        RpcStatus.RESOURCE_EXHAUSTED,
        "the body is larger than "
            + maxBodyBytes
            + " bytes (MAX_BODY_BYTES); lower queue.max_batch_size of Kong's opentelemetry plugin");
  }

  static Refusal notOtlp(Signal signal, String why) {
    return of(
        400, RpcStatus.INVALID_ARGUMENT, "not an OTLP request for " + signal.path() + ": " + why);
  }

  static Refusal cutBody(String contentLength, int received) {
    return unavailable(
        "Content-Length says "
            + contentLength
            + ", but "
            + received
            + " bytes arrived; behind Kong's aws-lambda plugin set skip_large_bodies=false");
  }

  static Refusal noRoom() {
    return unavailable(
        "too many large requests at once for this process's memory; send fewer or smaller ones, or"
            + " give it more");
  }

  static Refusal tooLate() {
    return unavailable("too little time is left to send the batch on");
  }

  /** Something that may be gone the next time. */
  static Refusal unavailable(String message) {
    return unavailable(message, RETRY_AFTER);
  }

  static Refusal unavailable(String message, Duration retryAfter) {
    return of(503, RpcStatus.UNAVAILABLE, message)
        .with(RetryAfter.HEADER, Long.toString(Math.max(1, wholeSeconds(retryAfter))));
  }

  /** Rounded up: who came back a moment too early would be sent away again. */
  private static long wholeSeconds(Duration delay) {
    return delay.plusNanos(999_999_999).toSeconds();
  }

  private static Refusal of(int status, int code, String message) {
    return new Refusal(status, new RpcStatus(code, message), Headers.NONE);
  }

  private Refusal with(String header, String value) {
    return new Refusal(status, body, headers.with(header, value));
  }
}
