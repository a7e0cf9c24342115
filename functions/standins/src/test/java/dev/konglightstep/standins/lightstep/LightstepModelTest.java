package dev.konglightstep.standins.lightstep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import org.junit.jupiter.api.Test;

class LightstepModelTest {
  private static final Bytes BODY = Bytes.utf8("batch");

  private final LightstepModel model = new LightstepModel();

  @Test
  void answer_knownToken_keepsTheBytes() {
    model.accept("token-1");

    assertThat(post("token-1", BODY, "identity")).isEqualTo(200);
    assertThat(post("token-1", Gzip.compress(BODY), "gzip")).isEqualTo(200);
    assertThat(model.deliveries()).extracting(Delivery::body).containsExactly(BODY, BODY);
  }

  @Test
  void answer_otherToken_isRefusedAndNothingIsKept() {
    model.accept("token-1");
    model.refuse("token-1");

    assertThat(post("token-1", BODY, "identity")).isEqualTo(401);
    assertThat(model.deliveries()).isEmpty();
    assertThat(model.refusals()).isEqualTo(1);
  }

  @Test
  void answer_brokenGzip_isRefused() {
    model.accept("token-1");

    assertThat(post("token-1", BODY, "gzip")).isEqualTo(400);
  }

  private int post(String token, Bytes body, String encoding) {
    Headers headers =
        Headers.of("lightstep-access-token", token).with("Content-Encoding", encoding);
    return model.answer(new Request("POST", "/traces/otlp/v0.9", headers, body)).status();
  }
}
