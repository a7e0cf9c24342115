package dev.konglightstep.proxy.event;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One POST to /v1/traces at one time, as each sender of events writes it. */
enum EventShape {
  FUNCTION_URL(AnswerForm.HEADERS) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("version", "2.0", "rawPath", PATH, "rawQueryString", "a=b"));
      event.put("headers", headers);
      event.put("requestContext", context("timeEpoch", "http", Map.of("method", "POST")));
    }
  },
  HTTP_API(AnswerForm.HEADERS) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("version", "2.0", "rawPath", "/prod" + PATH, "cookies", List.of("a=b")));
      event.put("headers", headers);
      Map<String, Object> context = context("timeEpoch", "http", Map.of("method", "POST"));
      context.put("stage", "prod");
      event.put("requestContext", context);
    }
  },
  HTTP_API_V1(AnswerForm.HEADERS) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("version", "1.0", "path", "/prod" + PATH, "httpMethod", "POST"));
      bothMaps(event, headers);
      event.put("requestContext", context("requestTimeEpoch", "stage", "prod"));
    }
  },
  REST_API(AnswerForm.HEADERS) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("resource", "/{proxy+}", "path", PATH, "httpMethod", "POST"));
      bothMaps(event, headers);
      Map<String, Object> context = context("requestTimeEpoch", "stage", "prod");
      context.put("path", "/prod" + PATH);
      event.put("requestContext", context);
    }
  },
  KONG(AnswerForm.HEADERS) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("version", "1.0", "path", PATH, "httpMethod", "POST"));
      bothMaps(event, headers);
      event.put("requestContext", context("requestTimeEpoch", "httpMethod", "POST"));
    }
  },
  LOAD_BALANCER(AnswerForm.LOAD_BALANCER) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("path", PATH, "httpMethod", "POST", "requestContext", ELB));
      Map<String, String> more = new HashMap<>(headers);
      more.put("x-amzn-trace-id", TRACE_ID);
      event.put("headers", more);
    }
  },
  LOAD_BALANCER_MULTI_VALUE(AnswerForm.LOAD_BALANCER_MULTI_VALUE) {
    @Override
    void addRequest(Map<String, Object> event, Map<String, String> headers) {
      event.putAll(Map.of("path", PATH, "httpMethod", "POST", "requestContext", ELB));
      Map<String, String> more = new HashMap<>(headers);
      more.put("x-amzn-trace-id", TRACE_ID);
      event.put("multiValueHeaders", lists(more));
    }
  };

  /** On a whole second, because a load balancer knows no fractions. */
  static final long RECEIVED_MILLIS = 1_795_514_400_000L;

  private static final String PATH = "/v1/traces";
  private static final String TRACE_ID = "Root=1-6b056020-abcdef012345678912345678";
  private static final Map<String, Object> ELB =
      Map.of("elb", Map.of("targetGroupArn", "arn:aws:elasticloadbalancing:eu-west-1:0:a/b"));

  final AnswerForm form;

  EventShape(AnswerForm form) {
    this.form = form;
  }

  Map<String, Object> event(Map<String, String> headers, String body, boolean base64) {
    Map<String, Object> event = new HashMap<>();
    event.put("body", body);
    event.put("isBase64Encoded", base64);
    event.put("queryStringParameters", Map.of("a", "b", "headers", "no"));
    addRequest(event, headers);
    return event;
  }

  abstract void addRequest(Map<String, Object> event, Map<String, String> headers);

  private static void bothMaps(Map<String, Object> event, Map<String, String> headers) {
    event.put("headers", headers);
    event.put("multiValueHeaders", lists(headers));
  }

  private static Map<String, Object> lists(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
  }

  private static Map<String, Object> context(String time, String name, Object value) {
    Map<String, Object> context = new HashMap<>();
    context.put(time, RECEIVED_MILLIS);
    context.put("identity", Map.of("sourceIp", "192.0.2.1", "cookies", List.of(1, List.of(2))));
    context.put(name, value);
    return context;
  }
}
