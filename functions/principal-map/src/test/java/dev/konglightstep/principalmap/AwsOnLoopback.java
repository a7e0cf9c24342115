package dev.konglightstep.principalmap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IAM, STS, the identity store and S3 over HTTP, with answers of our own choice in between. */
final class AwsOnLoopback implements Face {
  static final String OWN = "123456789012";
  private static final Pattern CREDENTIAL = Pattern.compile("Credential=(?:ASIA)?(\\w+)/");
  private static final String STORE_TARGET = "AWSIdentityStore.";
  private static final JsonMapper MAPPER = new JsonMapper();

  final S3Model buckets;
  final PeopleModel people = new PeopleModel();
  private final Map<String, IamModel> accounts = new TreeMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Map<String, Queue<Response>> next = new ConcurrentHashMap<>();
  private final Map<String, Response> always = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private volatile int page = Integer.MAX_VALUE;
  private volatile UnaryOperator<Request> seen = request -> request;

  AwsOnLoopback(InstantSource clock) {
    this.clock = clock;
    this.buckets = new S3Model(clock);
  }

  synchronized IamModel account(String id) {
    return accounts.computeIfAbsent(id, account -> new IamModel(account, clock));
  }

  /** How many elements a page has. */
  void pagesOf(int size) {
    page = size;
  }

  int calls(String operation) {
    return calls.getOrDefault(operation, new AtomicInteger()).get();
  }

  /** The next answers to an operation. */
  void next(String operation, List<Response> answers) {
    next.computeIfAbsent(operation, name -> new ArrayDeque<>()).addAll(answers);
  }

  /** The answer to an operation from now on. */
  void always(String operation, Response answer) {
    always.put(operation, answer);
  }

  void mend() {
    always.clear();
  }

  /** Does something whenever a request comes in, before it is answered. */
  void whenever(UnaryOperator<Request> what) {
    seen = what;
  }

  static Response xml(int status, String body) {
    return new Response(status, Headers.of("Content-Type", "text/xml"), Bytes.utf8(body));
  }

  static Response json(int status, String body) {
    return new Response(
        status, Headers.of("Content-Type", "application/x-amz-json-1.1"), Bytes.utf8(body));
  }

  @Override
  public Response answer(Request given) {
    Request request = seen.apply(given);
    String target = request.headers().first("X-Amz-Target").orElse("");
    String body = text(request);
    Map<String, String> form = body.startsWith("Action=") ? form(body) : Map.of();
    String operation =
        target.startsWith(STORE_TARGET)
            ? target.substring(STORE_TARGET.length())
            : form.getOrDefault("Action", request.method());
    calls.computeIfAbsent(operation, name -> new AtomicInteger()).incrementAndGet();
    String account = account(request);
    return chosen(operation)
        .orElseGet(
            () ->
                switch (operation) {
                  case "GET", "PUT" -> new S3Face(buckets).answer(request);
                  case "ListUsers" -> store("Users", body, input -> people.users());
                  case "ListGroups" -> store("Groups", body, input -> people.groups());
                  case "ListGroupMemberships" ->
                      store(
                          "GroupMemberships",
                          body,
                          input -> people.memberships(input.path("GroupId").asText()));
                  default -> query(operation, form, account);
                });
  }

  private Optional<Response> chosen(String operation) {
    Queue<Response> queue = next.getOrDefault(operation, new ArrayDeque<>());
    synchronized (queue) {
      Response first = queue.poll();
      return Optional.ofNullable(first).or(() -> Optional.ofNullable(always.get(operation)));
    }
  }

  private Response query(String operation, Map<String, String> form, String account) {
    IamModel iam = account(account);
    return switch (operation) {
      case "GetCallerIdentity" -> xml(200, IamXml.caller(account));
      case "AssumeRole" ->
          xml(200, IamXml.assumed(form.getOrDefault("RoleArn", "").split(":", -1)[4]));
      case "ListAccountAliases" -> xml(200, IamXml.aliases(iam.alias()));
      case "GetAccountAuthorizationDetails" ->
          xml(200, paged(iam.principals(), form.get("Marker"), IamXml::details));
      case "ListAccessKeys" ->
          iam.keys(form.getOrDefault("UserName", ""))
              .map(keys -> xml(200, paged(keys, form.get("Marker"), IamXml::keys)))
              .orElseGet(() -> xml(404, IamXml.error("NoSuchEntity", "no such user")));
      default -> throw new AssertionError("a call that nobody expects: " + operation);
    };
  }

  private <T> String paged(
      List<T> all, @Nullable String marker, BiFunction<List<T>, Optional<String>, String> written) {
    int from = marker == null ? 0 : Integer.parseInt(marker);
    int to = Math.min(all.size(), (int) Math.min(all.size(), (long) from + page));
    return written.apply(
        all.subList(from, to), to < all.size() ? Optional.of("" + to) : Optional.empty());
  }

  private Response store(String list, String body, Function<JsonNode, List<ObjectNode>> all) {
    JsonNode input;
    try {
      input = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new AssertionError(e);
    }
    String token = input.path("NextToken").isTextual() ? input.path("NextToken").asText() : null;
    return json(
        200,
        paged(
            all.apply(input),
            token,
            (elements, marker) -> {
              ObjectNode answer = MAPPER.createObjectNode();
              answer.putArray(list).addAll(elements);
              marker.ifPresent(next -> answer.put("NextToken", next));
              return answer.toString();
            }));
  }

  private static String account(Request request) {
    var matcher = CREDENTIAL.matcher(request.headers().first("Authorization").orElse(""));
    return matcher.find() && matcher.group(1).length() == OWN.length() ? matcher.group(1) : OWN;
  }

  private static String text(Request request) {
    try {
      return request.body().decode().text();
    } catch (UnreadableBodyException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      form.put(
          field.substring(0, equals),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }
}
