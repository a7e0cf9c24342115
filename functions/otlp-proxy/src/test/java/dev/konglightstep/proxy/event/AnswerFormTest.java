package dev.konglightstep.proxy.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormTest {
  private static final Response UNAVAILABLE =
      new Response(
          503,
          Headers.of("Content-Type", "application/x-protobuf").with("Retry-After", "1"),
          Bytes.of(new byte[] {7, 0, 1, 2, -1, 7}).slice(1, 4));

  @Test
  void write_headers_isWhatApiGatewayAndKongRead() throws IOException {
    assertThat(write(AnswerForm.HEADERS, UNAVAILABLE))
        .isEqualTo(
            "{\"statusCode\":503,\"headers\":{\"Content-Type\":\"application/x-protobuf\","
                + "\"Retry-After\":\"1\"},\"body\":\"AAEC/w==\",\"isBase64Encoded\":true}");
  }

  @Test
  void write_multiValueHeaders_areArrays() throws IOException {
    assertThat(write(AnswerForm.MULTI_VALUE_HEADERS, UNAVAILABLE))
        .isEqualTo(
            "{\"statusCode\":503,\"multiValueHeaders\":{\"Content-Type\":"
                + "[\"application/x-protobuf\"],\"Retry-After\":[\"1\"]},"
                + "\"body\":\"AAEC/w==\",\"isBase64Encoded\":true}");
  }

  @Test
  void write_loadBalancer_hasADescription() throws IOException {
    assertThat(write(AnswerForm.LOAD_BALANCER, UNAVAILABLE))
        .isEqualTo(
            "{\"statusCode\":503,\"statusDescription\":\"503 Service Unavailable\","
                + "\"headers\":{\"Content-Type\":\"application/x-protobuf\",\"Retry-After\":\"1\"},"
                + "\"body\":\"AAEC/w==\",\"isBase64Encoded\":true}");
  }

  @Test
  void write_loadBalancerMultiValue_hasNoPlainHeaders() throws IOException {
    assertThat(write(AnswerForm.LOAD_BALANCER_MULTI_VALUE, UNAVAILABLE))
        .isEqualTo(
            "{\"statusCode\":503,\"statusDescription\":\"503 Service Unavailable\","
                + "\"multiValueHeaders\":{\"Content-Type\":[\"application/x-protobuf\"],"
                + "\"Retry-After\":[\"1\"]},\"body\":\"AAEC/w==\",\"isBase64Encoded\":true}");
  }

  @Test
  void write_sameNameTwice_keepsBothValues() throws IOException {
    Response response = new Response(200, Headers.of("Vary", "a").with("vary", "b"), Bytes.EMPTY);

    assertThat(write(AnswerForm.HEADERS, response)).contains("\"headers\":{\"Vary\":\"a, b\"}");
    assertThat(write(AnswerForm.MULTI_VALUE_HEADERS, response))
        .contains("\"multiValueHeaders\":{\"Vary\":[\"a\",\"b\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK",
    "202, OK",
    "400, Bad Request",
    "401, Unauthorized",
    "404, Not Found",
    "405, Method Not Allowed",
    "413, Content Too Large",
    "415, Unsupported Media Type",
    "418, Bad Request",
    "500, Internal Server Error",
    "503, Service Unavailable",
    "599, Internal Server Error"
  })
  void write_loadBalancer_describesEveryStatus(int status, String reason) throws IOException {
    assertThat(write(AnswerForm.LOAD_BALANCER, new Response(status, Headers.NONE, Bytes.EMPTY)))
        .isEqualTo(
            "{\"statusCode\":%d,\"statusDescription\":\"%d %s\",\"headers\":{},\"body\":\"\","
                    .formatted(status, status, reason)
                + "\"isBase64Encoded\":true}");
  }

  @Test
  void answer_stream_staysOpen() throws IOException {
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("the stream belongs to the caller");
          }
        };

    event(AnswerForm.HEADERS).answer(UNAVAILABLE, out);

    assertThat(out.toString()).endsWith("}");
  }

  private static String write(AnswerForm form, Response response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    event(form).answer(response, out);
    return out.toString(UTF_8);
  }

  private static HttpEvent event(AnswerForm form) {
    Request request = new Request("POST", "/", Headers.NONE, Bytes.EMPTY);
    return new HttpEvent(request, Optional.empty(), form);
  }
}
