package dev.konglightstep.standins.lightstep;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ingest of a backend that knows a set of tokens and keeps what it got. Which status Lightstep
 * gives a bad token is documented nowhere; here it is 401.
 */
public final class LightstepModel implements Face {
  private static final int MAX_PLAIN_BYTES = 64 << 20;

  private final Set<String> tokens = new HashSet<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private Bytes success = Bytes.EMPTY;
  private int mostBytes = MAX_PLAIN_BYTES;
  private int refusals;

  public synchronized void accept(String token) {
    tokens.add(token);
  }

  public synchronized void refuse(String token) {
    tokens.remove(token);
  }

  /** The body of every 200 from now on, an Export response. */
  public synchronized void answerSuccessWith(Bytes body) {
    success = body;
  }

  /** Answers 413 to a body that is larger than this, uncompressed. */
  public synchronized void refuseMoreThan(int bytes) {
    mostBytes = bytes;
  }

  /** All batches that were accepted, oldest first. */
  public synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** The batches that were accepted since they were last taken; they are forgotten here. */
  public synchronized List<Delivery> takeDeliveries() {
    List<Delivery> taken = List.copyOf(deliveries);
    deliveries.clear();
    return taken;
  }

  /** How many requests were refused for their token. */
  public synchronized int refusals() {
    return refusals;
  }

  @Override
  public synchronized Response answer(Request request) {
    String token = request.headers().first(Lightstep.TOKEN_HEADER).orElse("");
    if (!tokens.contains(token)) {
      refusals++;
      return status(401);
    }
    try {
      Bytes sent = request.body().decode();
      boolean gzip = request.headers().first("Content-Encoding").orElse("").equals("gzip");
      if (!gzip) {
        return keep(request, token, sent, sent);
      }
      return switch (Gzip.inflate(sent, mostBytes)) {
        case Inflated.Plain(Bytes plain) -> keep(request, token, sent, plain);
        case Inflated.TooLarge tooLarge -> status(413);
        case Inflated.Broken broken -> status(400);
      };
    } catch (UnreadableBodyException e) {
      return status(400);
    }
  }

  private Response keep(Request request, String token, Bytes sent, Bytes body) {
    deliveries.add(new Delivery(request.path(), token, request.headers(), sent, body));
    return new Response(200, Headers.of("Content-Type", "application/x-protobuf"), success);
  }

  private static Response status(int status) {
    return new Response(status, Headers.NONE, Bytes.EMPTY);
  }
}
