package dev.konglightstep.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final Headers HEADERS =
      Headers.of("x-ingest-key", "CANARY").with("Content-Type", "text/plain");

  @Test
  void toString_request_showsNoValue() {
    Request request =
        new Request("POST", "/v1/traces?apikey=CANARY", HEADERS, Bytes.utf8("CANARY"));

    assertThat(request)
        .hasToString("Request[POST /v1/traces [x-ingest-key, Content-Type] 6 bytes]");
  }

  @Test
  void toString_response_showsNoValue() {
    assertThat(new Response(200, HEADERS, Bytes.utf8("CANARY")))
        .hasToString("Response[200 [x-ingest-key, Content-Type] 6 bytes]");
  }

  @Test
  void first_anyCase_findsTheFirstField() {
    Headers twice = HEADERS.with("X-Ingest-Key", "other");

    assertThat(twice.first("X-INGEST-KEY")).contains("CANARY");
    assertThat(twice.first("authorization")).isEmpty();
  }
}
