package dev.konglightstep.core.policy.latency;

import dev.konglightstep.core.otlp.AttributeFinder;
import dev.konglightstep.core.otlp.AttributeValue;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Index;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.ResourceFinder;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.policy.sampling.Traces;
import java.util.List;

/**
 * The requests that a gateway answered, as its spans tell of them, one at a time: each root is one,
 * whether or not it is kept. Under the names that Kong gives and those that OpenTelemetry gives
 * today.
 */
public final class ServerRequests {
  /** Stands for methods that no standard knows: senders make those up (OpenTelemetry, HTTP). */
  public static final String OTHER_METHOD = "_OTHER";

  /** A longer text is cut: it would be in every line and every point of its series. */
  static final int MOST_BYTES = 256;

  private static final KeySet SERVICE = KeySet.of(List.of("service.name"));
  private static final KeySet ROUTE = KeySet.of(List.of("http.route"));
  private static final KeySet METHOD = KeySet.of(List.of("http.method", "http.request.method"));
  private static final KeySet STATUS =
      KeySet.of(List.of("http.status_code", "http.response.status_code"));
  private static final int SERVER_ERROR = 500;

  private final Traces traces;
  private final Identities identities;
  private final ResourceFinder service;
  private final AttributeFinder route;
  private final AttributeFinder method;
  private final AttributeFinder status;

  /**
   * Those of one batch.
   *
   * @param identities who asked; {@link Identities#NONE} if figures are not kept by principal
   */
  public ServerRequests(ExportRequest request, Traces traces, Identities identities) {
    this.traces = traces;
    this.identities = identities;
    Index index = request.index();
    this.service = new ResourceFinder(index, SERVICE);
    this.route = new AttributeFinder(index, ROUTE);
    this.method = new AttributeFinder(index, METHOD);
    this.status = new AttributeFinder(index, STATUS);
  }

  /** How many there are. */
  public int count() {
    return traces.roots();
  }

  /** The span of a request; requests are numbered from 0. */
  public int span(int number) {
    return traces.root(number);
  }

  /** How long it took, in nanoseconds; negative where Kong did not say when it ended. */
  public long nanos(int number) {
    return traces.duration(number);
  }

  /** What the request is counted under. */
  public Series series(int number) {
    int span = span(number);
    long code = status.find(span) ? (long) status.value().number() : 0;
    return new Series(
        service.find(span) ? text(service.value()) : "",
        text(route, span),
        method(text(method, span)),
        code >= 100 && code < 600 ? (int) code / 100 : 0,
        code >= SERVER_ERROR || traces.isError(traces.traceOf(span)),
        identities.label(span).orElse(""));
  }

  private static String text(AttributeFinder attribute, int span) {
    return attribute.find(span) ? text(attribute.value()) : "";
  }

  private static String text(AttributeValue value) {
    return value.repaired(MOST_BYTES);
  }

  /** The methods of RFC 9110 and RFC 5789. */
  private static String method(String method) {
    return switch (method) {
      case "", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE" ->
          method;
      default -> OTHER_METHOD;
    };
  }
}
