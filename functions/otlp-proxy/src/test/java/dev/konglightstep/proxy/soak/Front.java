package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.proxy.Deadline;
import dev.konglightstep.proxy.OtlpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands between Kong and the proxies, and the way there: it may lose, delay and cut. */
final class Front {
  /** The plugin's {@code read_timeout}. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration LATEST = Duration.ofSeconds(30);
  private static final Duration SLOWEST = Duration.ofSeconds(2);

  private final Timeline timeline;
  private final Chance chance;
  private final Weather weather;
  private final Fleet<OtlpProxy> proxies;
  private final Duration budget;

  Front(
      Timeline timeline,
      Chance chance,
      Weather weather,
      Fleet<OtlpProxy> proxies,
      Duration budget) {
    this.timeline = timeline;
    this.chance = chance;
    this.weather = weather;
    this.proxies = proxies;
    this.budget = budget;
  }

  /** Called by a fiber: what Kong hears, if it hears anything in time. */
  Optional<Response> post(Request request) {
    Duration way = chance.between(Service.FRONT.least, Service.FRONT.most);
    return switch (weather.strike(Service.FRONT)) {
      case NONE -> exchange(request, way);
      case SLOW -> exchange(request, way.plus(chance.between(Duration.ZERO, SLOWEST)));
      case LATE -> exchange(request, way.plus(chance.between(READ_TIMEOUT, LATEST)));
      case ERROR -> exchange(cut(request), way);
      case CUT, UNANSWERED -> {
        exchange(request, way);
        yield Optional.empty();
      }
      case REFUSED -> nothing(way);
      case SWALLOWED -> nothing(READ_TIMEOUT);
    };
  }

  private Optional<Response> nothing(Duration after) {
    timeline.sleep(after);
    return Optional.empty();
  }

  private Optional<Response> exchange(Request request, Duration way) {
    Reply reply = new Reply(new Signal(timeline));
    timeline.in(way, () -> begin(request, reply));
    boolean inTime = reply.signal.await(READ_TIMEOUT);
    return inTime ? Optional.ofNullable(reply.response) : Optional.empty();
  }

  private void begin(Request request, Reply reply) {
    Instant ingress = timeline.instant();
    boolean begun =
        proxies.<Response>invoke(
            Sender.PROXY,
            (proxy, environment) ->
                proxy.handle(
                    request, Deadline.of(Optional.of(ingress), environment.instant(), budget)),
            response -> reply.give(response.orElseGet(() -> status(502))));
    if (!begun) {
      reply.give(status(429));
    }
  }

  /** Only the first half of the body arrives. */
  private static Request cut(Request request) {
    try {
      Bytes body = request.body().decode();
      return new Request(
          request.method(), request.target(), request.headers(), body.slice(0, body.length() / 2));
    } catch (UnreadableBodyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response status(int status) {
    return new Response(status, Headers.NONE, Bytes.EMPTY);
  }

  /** An answer on its way. */
  private static final class Reply {
    private final Signal signal;
    private @Nullable Response response;

    Reply(Signal signal) {
      this.signal = signal;
    }

    void give(Response given) {
      response = given;
      signal.raise();
    }
  }
}
