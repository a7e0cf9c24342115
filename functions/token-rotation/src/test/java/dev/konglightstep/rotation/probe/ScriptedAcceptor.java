package dev.konglightstep.rotation.probe;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.platform.Pause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A backend that answers each token by the time of the day, and the time itself. */
final class ScriptedAcceptor implements Transport, InstantSource, Pause {
  /** The status that stands for "no answer". */
  static final int NONE = 0;

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  private final Map<String, Function<Duration, Integer>> statuses = new HashMap<>();
  private final List<String> shown = new ArrayList<>();
  private final List<Bytes> bodies = new ArrayList<>();
  private Function<Duration, Integer> others = since -> 401;
  private Instant now = START;

  void answers(String token, Function<Duration, Integer> statusAt) {
    statuses.put(token, statusAt);
  }

  /** How any other token fares, such as a random one. */
  void answersOthers(Function<Duration, Integer> statusAt) {
    others = statusAt;
  }

  /** The tokens that were shown, in turn. */
  List<String> shown() {
    return shown;
  }

  /** The requests that they were shown with. */
  List<Bytes> bodies() {
    return bodies;
  }

  Duration passed() {
    return Duration.between(START, now);
  }

  @Override
  public Response send(Request request, Duration timeout) throws IOException {
    String token = request.headers().first(Lightstep.TOKEN_HEADER).orElse("");
    shown.add(token);
    bodies.add(plain(request));
    int status = statuses.getOrDefault(token, others).apply(passed());
    if (status == NONE) {
      now = now.plus(timeout);
      throw new IOException("no answer");
    }
    return new Response(status, Headers.NONE, Bytes.EMPTY);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    now = duration.isPositive() ? now.plus(duration) : now;
  }

  private static Bytes plain(Request request) throws IOException {
    try {
      return switch (Gzip.inflate(request.body().decode(), 1 << 20)) {
        case Inflated.Plain(Bytes bytes) -> bytes;
        case Inflated.TooLarge large -> throw new IOException("too large");
        case Inflated.Broken broken -> throw new IOException(broken.what());
      };
    } catch (UnreadableBodyException e) {
      throw new IOException(e);
    }
  }
}
