package dev.konglightstep.proxy.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventTest {
  private static final Bytes BODY = Bytes.of(new byte[] {0, 1, 2, -1});

  @Test
  void read_functionUrlEvent_isTranslated() throws UnreadableBodyException {
    HttpEvent event =
        read(
            """
            {"version":"2.0","routeKey":"$default","rawPath":"/v1/traces","rawQueryString":"a=b",
             "headers":{"content-type":"application/x-protobuf","x-ingest-key":"CANARY"},
             "requestContext":{"accountId":"anonymous","http":{"method":"POST","path":"/v1/traces",
              "protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"x"},"stage":"$default",
              "time":"24/Nov/2026:10:00:00 +0000","timeEpoch":1795514400000,"nested":{"a":[1]}},
             "body":"AAEC/w==","isBase64Encoded":true}
            """);

    Request request = event.request();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/traces");
    assertThat(request.headers().first("X-Ingest-Key")).contains("CANARY");
    assertThat(request.body().decode()).isEqualTo(BODY);
    assertThat(event.received()).contains(Instant.ofEpochMilli(1795514400000L));
    assertThat(event.form()).isEqualTo(AnswerForm.HEADERS);
    assertThat(event.toString()).doesNotContain("CANARY").doesNotContain("AAEC");
  }

  /** The example of API Gateway's developer guide, with the nulls that it sends. */
  @Test
  void read_restApiEvent_isTranslated() throws UnreadableBodyException {
    HttpEvent event =
        read(
            """
            {"resource":"/{proxy+}","path":"/v1/traces","httpMethod":"POST",
             "headers":{"Content-Type":"application/x-protobuf","X-Ingest-Key":"CANARY"},
             "multiValueHeaders":{"Content-Type":["application/x-protobuf"],
              "X-Ingest-Key":["CANARY"],"":[""]},
             "queryStringParameters":null,"pathParameters":{"proxy":"v1/traces"},
             "requestContext":{"path":"/prod/v1/traces","stage":"prod",
              "requestTimeEpoch":1795514400123,"resourcePath":"/{proxy+}","httpMethod":"POST",
              "identity":{"caller":null,"sourceIp":"192.0.2.1"}},
             "body":"AAEC/w==","isBase64Encoded":true}
            """);

    Request request = event.request();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/traces");
    assertThat(request.headers().first("x-ingest-key")).contains("CANARY");
    assertThat(request.body().decode()).isEqualTo(BODY);
    assertThat(event.received()).contains(Instant.ofEpochMilli(1795514400123L));
    assertThat(event.form()).isEqualTo(AnswerForm.HEADERS);
  }

  /** As lua-cjson writes it: any order, each slash escaped, in names and header values too. */
  @Test
  void read_kongEvent_isTranslated() throws UnreadableBodyException {
    HttpEvent event =
        read(
            """
            {"isBase64Encoded":true,"body":"AAEC\\/w==","requestContext":
             {"requestTimeEpoch":1795514400123,"path":"\\/v1\\/traces","httpMethod":"POST"},
             "multiValueHeaders":{"content-type":["application\\/x-protobuf"],"a\\/b":["1","2"]},
             "headers":{"a\\/b":"1","content-type":"application\\/x-protobuf"},"pathParameters":{},
             "resource":"\\/v1\\/traces","path":"\\/v1\\/traces","version":"1.0","httpMethod":"POST"}
            """);

    assertThat(event.request().path()).isEqualTo("/v1/traces");
    assertThat(fields(event.request().headers()))
        .containsExactly("a/b: 1", "a/b: 2", "content-type: application/x-protobuf");
    assertThat(event.request().body().decode()).isEqualTo(BODY);
    assertThat(event.received()).contains(Instant.ofEpochMilli(1795514400123L));
    assertThat(event.form()).isEqualTo(AnswerForm.HEADERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'headers':{'a':'1'},'requestContext':{}|HEADERS",
        "'headers':{'a':'1'},'multiValueHeaders':{'a':['1']}|HEADERS",
        "'multiValueHeaders':{'a':['1']}|MULTI_VALUE_HEADERS",
        "'headers':null,'multiValueHeaders':{}|MULTI_VALUE_HEADERS",
        "'headers':null,'multiValueHeaders':null|HEADERS",
        "'headers':{},'requestContext':{'elb':{'targetGroupArn':'x'}}|LOAD_BALANCER",
        "'requestContext':{'elb':{}}|LOAD_BALANCER",
        "'multiValueHeaders':{},'requestContext':{'elb':{}}|LOAD_BALANCER_MULTI_VALUE",
        "'requestContext':{'elb':null}|HEADERS"
      })
  void form_isTheOneThatTheEventUsed(String fields, AnswerForm form) {
    assertThat(post("/v1/traces", fields.replace('\'', '"')).form()).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "/prod/v1/traces, prod, /v1/traces",
    "/prod/healthz, prod, /healthz",
    "/v1/traces, prod, /v1/traces",
    "/v1/traces, v1, /v1/traces",
    "/v1/v1/traces, v1, /v1/traces",
    "/v1/healthz, v1, /healthz",
    "/v1/traces, $default, /v1/traces",
    "/production/v1/traces, prod, /production/v1/traces",
    "/prod, prod, /prod",
    "/base/v1/traces, prod, /base/v1/traces",
    "/base/prod/v1/traces, prod, /base/prod/v1/traces",
    "/v1/traces, '', /v1/traces",
    "//v1/traces, '', //v1/traces"
  })
  void path_beginsWithTheStage_losesIt(String path, String stage, String expected) {
    String context = "\"requestContext\":{\"stage\":\"" + stage + "\"}";
    assertThat(post(path, context).request().path()).isEqualTo(expected);

    HttpEvent second =
        read(
            "{\"rawPath\":\"%s\",\"requestContext\":{\"stage\":\"%s\",\"http\":{\"method\":\"GET\"}}}"
                .formatted(path, stage));
    assertThat(second.request().path()).isEqualTo(expected);
  }

  @Test
  void headers_inBothMaps_countOnceWithAllTheirValues() {
    String single = "\"headers\":{\"A\":\"2\",\"only\":\"here\"}";
    String multi = "\"multiValueHeaders\":{\"a\":[\"1\",\"2\"],\"b\":[\"3\"]}";

    for (String fields : List.of(single + "," + multi, multi + "," + single)) {
      assertThat(fields(post("/", fields).request().headers()))
          .map(field -> field.toLowerCase(Locale.ROOT))
          .containsExactly("a: 1", "a: 2", "b: 3", "only: here");
    }
  }

  @Test
  void headers_thatDifferInCase_areOne() {
    assertThat(fields(post("/", "\"headers\":{\"A\":\"1\",\"a\":\"2\"}").request().headers()))
        .containsExactly("A: 1", "A: 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "1e400",
        "true",
        "{}",
        "{\"a\":[{\"b\":[\"1\"]}]}",
        "[]",
        "[null]",
        "[[\"1\"]]",
        "[{\"a\":\"1\"}]"
      })
  void headers_valueThatIsNoText_isAbsent(String value) {
    for (String map : List.of("headers", "multiValueHeaders")) {
      String fields = "\"%s\":{\"x-ingest-key\":%s,\"b\":\"2\"}".formatted(map, value);

      assertThat(fields(post("/", fields).request().headers())).containsExactly("b: 2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"CANARY\"", "[]", "[\"CANARY\"]", "true"})
  void headers_mapThatIsNone_isEmpty(String map) {
    HttpEvent event =
        post(
            "/v1/traces",
            "\"headers\":%s,\"multiValueHeaders\":%s,\"requestContext\":%s"
                .formatted(map, map, map));

    assertThat(event.request().headers()).isEqualTo(Headers.NONE);
    assertThat(event.received()).isEmpty();
  }

  @Test
  void headers_lineEndsInAValue_becomeSpaces() {
    assertThat(
            fields(
                post("/", "\"headers\":{\"a\":\"1\\r\\nx-ingest-key: 2\\u0000\"}")
                    .request()
                    .headers()))
        .containsExactly("a: 1  x-ingest-key: 2 ");
  }

  @ParameterizedTest
  @CsvSource({
    "1795514400123, 1795514400123",
    "1795514400123.9, 1795514400123",
    "1.795514400123e12, 1795514400123",
    "1, 1",
    "253402300799999, 253402300799999"
  })
  void received_number_isMilliseconds(String time, long millis) {
    for (String name : List.of("timeEpoch", "requestTimeEpoch")) {
      String context = "\"requestContext\":{\"%s\":%s}".formatted(name, time);

      assertThat(post("/", context).received()).contains(Instant.ofEpochMilli(millis));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"1795514400123\"",
        "{}",
        "[1795514400123]",
        "true",
        "0",
        "-1",
        "1e400",
        "-1e400",
        "99999999999999999999999",
        "253402300800000",
        "1795514400123456"
      })
  void received_malformed_isAbsent(String time) {
    for (String name : List.of("timeEpoch", "requestTimeEpoch")) {
      String context = "\"requestContext\":{\"%s\":%s,\"stage\":\"s\"}".formatted(name, time);

      assertThat(post("/s/a", context).received()).isEmpty();
      assertThat(post("/s/a", context).request().path()).isEqualTo("/a");
    }
  }

  /** Anybody can send the header; only behind a load balancer is it the load balancer's. */
  @Test
  void received_traceId_countsFromALoadBalancerAlone() {
    String header = "\"headers\":{\"X-AMZN-trace-id\":\"Root=1-6b056020-a\"}";

    assertThat(post("/", header + ",\"requestContext\":{\"elb\":{}}").received())
        .contains(Instant.parse("2026-11-24T10:00:00Z"));
    assertThat(post("/", header).received()).isEmpty();
    assertThat(post("/", "\"requestContext\":{\"elb\":{}}").received()).isEmpty();
  }

  private static List<String> fields(Headers headers) {
    List<String> fields = new ArrayList<>();
    headers.forEach((name, value) -> fields.add(name + ": " + value));
    return fields;
  }

  private static HttpEvent post(String path, String fields) {
    return read(
        "{\"httpMethod\":\"POST\",\"path\":\"%s\",%s,\"body\":\"\",\"isBase64Encoded\":false}"
            .formatted(path, fields));
  }

  private static HttpEvent read(String event) {
    return HttpEvent.read(event.getBytes(UTF_8));
  }
}
