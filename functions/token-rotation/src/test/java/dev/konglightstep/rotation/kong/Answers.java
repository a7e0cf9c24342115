package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;

/** Answers that no model would give. */
final class Answers {
  private Answers() {}

  static Response json(int status, String body) {
    return new Response(status, Headers.of("Content-Type", "application/json"), Bytes.utf8(body));
  }
}
