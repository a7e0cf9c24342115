package dev.konglightstep.proxy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.RpcStatus;

/** Answers on the wire: protobuf, unless the request was JSON (OTLP specification, "Failures"). */
final class Answers {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Answers() {}

  static Response healthy() {
    return new Response(200, Headers.of("Content-Type", "text/plain"), Bytes.utf8("ok\n"));
  }

  static Response success(ExportResponse response) {
    return new Response(200, type(MediaType.PROTOBUF), response.bytes());
  }

  static Response refusal(Refusal refusal, MediaType requested) {
    boolean json = requested == MediaType.JSON;
    Headers headers = type(json ? MediaType.JSON : MediaType.PROTOBUF).with(refusal.headers());
    Bytes body = json ? json(refusal.body()) : refusal.body().bytes();
    return new Response(refusal.status(), headers, body);
  }

  private static Headers type(MediaType type) {
    return Headers.of("Content-Type", type.text());
  }

  private static Bytes json(RpcStatus status) {
    return Bytes.utf8(
        MAPPER
            .createObjectNode()
            .put("code", status.code())
            .put("message", status.message())
            .toString());
  }
}
