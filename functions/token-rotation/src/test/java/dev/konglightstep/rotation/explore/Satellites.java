package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Face;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A backend of several machines that learn and forget a token at times of their own. */
final class Satellites implements Face {
  private final InstantSource clock;
  private final int count;
  private final Map<String, Instant[]> knownFrom = new HashMap<>();
  private final Map<String, Instant> refusedFrom = new HashMap<>();
  private int next;
  private int status = 200;
  private String unclear = "";

  Satellites(InstantSource clock, int count) {
    this.clock = clock;
    this.count = count;
  }

  /** A token that was made in the backend; machine {@code i} knows it from {@code times[i]} on. */
  void made(String token, Instant... times) {
    knownFrom.put(token, times);
  }

  void refusesFrom(String token, Instant time) {
    refusedFrom.put(token, time);
  }

  /** The backend cannot say of that token whether it is good; an empty text ends that. */
  void cannotSay(String token) {
    unclear = token;
  }

  /** The status of every answer from now on; 200 lets the token decide. */
  void answers(int always) {
    status = always;
  }

  /** Whether every machine takes the token now. */
  boolean accepts(String token) {
    for (int i = 0; i < count; i++) {
      if (!accepts(i, token)) {
        return false;
      }
    }
    return true;
  }

  /** Whether some machine takes the token now. */
  boolean someAccepts(String token) {
    for (int i = 0; i < count; i++) {
      if (accepts(i, token)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Response answer(Request request) {
    int machine = next++ % count;
    String token = request.headers().first(Lightstep.TOKEN_HEADER).orElse("");
    int clear = accepts(machine, token) ? 200 : 401;
    int answer = status != 200 ? status : token.equals(unclear) ? 503 : clear;
    return new Response(answer, Headers.NONE, Bytes.EMPTY);
  }

  private boolean accepts(int machine, String token) {
    Instant[] known = knownFrom.get(token);
    if (known == null) {
      return false;
    }
    Instant from = known[machine % known.length];
    Instant until = refusedFrom.getOrDefault(token, Instant.MAX);
    return !clock.instant().isBefore(from) && clock.instant().isBefore(until);
  }
}
