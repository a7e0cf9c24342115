package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import dev.konglightstep.standins.kong.admin.Parent;
import dev.konglightstep.standins.kong.admin.Rbac;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A Kong behind real HTTP, the adapter before it, and what went over the wire between them. */
final class KongWorld implements AutoCloseable {
  static final String WS = KongAdminModel.DEFAULT;
  static final URI PROXY = URI.create("https://proxy.example");
  static final URI TRACES = URI.create("https://proxy.example/v1/traces");
  static final Token OLD = Token.of("CANARY-old");
  static final Token NEW = Token.of("CANARY-new");

  private final AtomicInteger ids = new AtomicInteger();
  private final JdkTransport jdk = new JdkTransport();
  private final LoopbackServer server;
  final KongAdminModel model;
  final Faults faults = new Faults();
  final List<Request> sent = new CopyOnWriteArrayList<>();
  final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");

  /** What a test waits for an answer that never comes; else the adapter's own timeouts count. */
  volatile Duration patience = Duration.ofSeconds(10);

  /** Called with each request once its answer is there, before the adapter sees it. */
  volatile Consumer<Request> meanwhile = request -> {};

  KongWorld(Edition edition, Rbac rbac) {
    this.model =
        new KongAdminModel(
            edition,
            () -> now,
            () -> "00000000-0000-0000-0000-%012d".formatted(ids.incrementAndGet()));
    Face face = new KongAdminFace(model, rbac);
    this.server = LoopbackServer.start(face, faults);
  }

  static KongWorld openSource() {
    return new KongWorld(Edition.OPEN_SOURCE, Rbac.OFF);
  }

  URI url() {
    return server.url();
  }

  /** The target that an entry describes; its name, kind, URL, secret and header are given. */
  Target target(String more) {
    return target(more, secretId -> Credential.parse("none"));
  }

  Target target(String more, Credentials credentials) {
    String entry =
        """
        [{"name":"edge","secret":"key","kind":"admin","urls":["%s"],"header":"x-ingest-key"%s}]"""
            .formatted(url(), more.isEmpty() ? "" : "," + more);
    return fleet(entry, credentials).of("key", PROXY).getFirst();
  }

  KongFleet fleet(String document, Credentials credentials) {
    Transport transport = this::send;
    return new KongFleet(
        KongTargetsJson.parse(document), trust -> transport, credentials, () -> now);
  }

  /** A global plugin with these headers. */
  String plugin(Map<String, String> headers) {
    return model.addOpenTelemetry(WS, Optional.empty(), TRACES, headers);
  }

  /** A plugin on a route of its own, so that there can be many. */
  String pluginOnARoute(URI endpoint, Map<String, String> headers) {
    Parent route = new Parent(Parent.Kind.ROUTE, "route-" + ids.get());
    model.add(WS, route);
    return model.addOpenTelemetry(WS, Optional.of(route), endpoint, headers);
  }

  void patch(String id, String json) {
    model.patch(WS, id, json(json));
  }

  Map<String, String> headers(String id) {
    return model.config(WS, id).orElseThrow().headers();
  }

  ObjectNode plugin(String id) {
    return model.find(WS, id).orElseThrow();
  }

  String address(String id) {
    return url() + "/plugins/" + id;
  }

  List<String> methods() {
    return sent.stream().map(Request::method).toList();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    jdk.close();
    server.close();
  }

  private Response send(Request request, Duration timeout) throws IOException {
    sent.add(request);
    timeouts.add(timeout);
    Response answer = jdk.send(request, timeout.compareTo(patience) < 0 ? timeout : patience);
    meanwhile.accept(request);
    return answer;
  }
}
