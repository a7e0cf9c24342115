package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.KongSender;
import dev.konglightstep.standins.kong.Pace;
import dev.konglightstep.standins.kong.QueueSettings;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The story of {@code make demo}: traffic, both secrets rotated under it, a backend that refuses.
 */
final class Demo implements AutoCloseable {
  private static final int ROUNDS_BEFORE = 4;
  private static final int REFUSED_BATCHES = 14;
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NEXT_TOKEN = "demo-token-2";
  private static final String POOL_SECRET = "kong-lightstep/demo-pool";

  private final Consumer<String> out;
  private final LocalSet set;
  private final StandIn<LightstepModel> lightstep;
  private final SecretsManagerModel secrets;
  private final LocalProxy proxy;
  private final DemoKongs kongs;
  private final DemoRotation rotation;
  private final JdkTransport transport = new JdkTransport();
  private final List<List<Recording>> nodes;
  private final List<KongSender> senders;
  private final Ledger ledger = new Ledger();
  private final Random random = new Random(20261124);

  Demo(Consumer<String> out) {
    this.out = out;
    this.set = LocalSet.start(Map.of("LOG_LEVEL", "error"));
    this.lightstep = set.lightstep().orElseThrow();
    this.secrets = set.secretsManager().orElseThrow().model();
    this.proxy = LocalProxy.start(0, set.environment());
    this.kongs = new DemoKongs(proxy.url(), LocalSet.DEFAULT_INGEST_KEY);
    this.rotation = new DemoRotation(secrets, rotationEnvironment());
    this.nodes =
        List.of(
            Recording.IN_A_ROW.stream().map(Recording::load).toList(),
            Recording.SINGLE.stream().map(Recording::load).toList());
    this.senders = List.of(sender(0), sender(1));
  }

  /** Whether every span arrived. */
  boolean run() throws InterruptedException {
    say(
        "the proxy at "
            + proxy.url()
            + " between two Kongs and Lightstep, all stand-ins here; batches recorded from Kong 3.9.3");
    traffic(ROUNDS_BEFORE);
    CompletableFuture<Void> rotated =
        CompletableFuture.runAsync(this::rotateBoth, Thread::startVirtualThread);
    while (!rotated.isDone()) {
      traffic(1);
    }
    rotated.join();
    traffic(ROUNDS_BEFORE);
    refuse();
    traffic(ROUNDS_BEFORE);
    recover();
    for (KongSender sender : senders) {
      sender.queue().awaitEmpty(PATIENCE);
    }
    return settle();
  }

  @Override
  public void close() {
    senders.forEach(KongSender::close);
    kongs.close();
    proxy.close();
    transport.close();
    set.close();
  }

  private void traffic(int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      replay();
      Thread.sleep(ROUND);
    }
  }

  private void replay() {
    FreshTraces fresh = new FreshTraces(random);
    for (int node = 0; node < nodes.size(); node++) {
      for (Recording recording : nodes.get(node)) {
        for (Bytes span : recording.spans()) {
          Bytes replayed = fresh.of(span);
          ledger.sent(replayed);
          senders.get(node).queue().enqueue(replayed);
        }
      }
    }
  }

  private void rotateBoth() {
    say(
        "Secrets Manager rotates the access token: the next one of the pool, probed, then in force");
    rotation.rotate(LocalSet.TOKEN_SECRET, this::failed);
    lightstep.model().refuse(LocalSet.DEFAULT_TOKEN);
    say("the new token is in force, Lightstep refuses the old one");
    say("Secrets Manager rotates the ingest key, which both Kongs hold; one Admin API is down");
    kongs.lastGoesDown();
    rotation.rotate(
        LocalSet.INGEST_KEY_SECRET,
        why -> {
          failed(why);
          kongs.lastComesBack();
          say("that Admin API is back; Secrets Manager tries again");
        });
    say(
        "the new key is in force, "
            + targets()
            + " Kongs hold it; "
            + rotation.events()
            + " audit events were told");
  }

  private void failed(String why) {
    say("a step failed, nothing is promoted: " + why);
  }

  /** How many Kongs hold the key that is in force. */
  private long targets() {
    String current =
        secrets
            .labelled(LocalSet.INGEST_KEY_SECRET, SecretsManagerModel.CURRENT)
            .flatMap(version -> version.value())
            .orElseThrow();
    return kongs.holding(TokenSecretJson.parse(current).token().reveal());
  }

  private Map<String, String> rotationEnvironment() {
    lightstep.model().accept(NEXT_TOKEN);
    secrets.put(
        POOL_SECRET,
        "pool-1",
        "{\"project\":\"local\",\"tokens\":[{\"name\":\"demo-2\",\"token\":\""
            + NEXT_TOKEN
            + "\"}]}");
    Map<String, String> environment = new HashMap<>(set.environment());
    environment.put("POOL_SECRET_ID", POOL_SECRET);
    environment.put("PROXY_URL", proxy.url().toString());
    environment.put("KONG_TARGETS", kongs.targets(LocalSet.INGEST_KEY_SECRET));
    environment.put("PROBE_WINDOW", "PT1S");
    environment.put("PROPAGATION_BUDGET", "PT30S");
    return environment;
  }

  private void refuse() {
    say("Lightstep answers 503; the proxy leaves the batches with Kong");
    lightstep.faults().always(new Fault.Answer(new Response(503, Headers.NONE, Bytes.EMPTY)));
  }

  private void recover() throws InterruptedException {
    lightstep.faults().awaitStrikes(REFUSED_BATCHES, PATIENCE.toSeconds());
    lightstep.faults().clear();
    say("Lightstep accepts again, after " + lightstep.faults().strikes() + " refusals");
  }

  private boolean settle() {
    List<Delivery> deliveries = lightstep.model().deliveries();
    Ledger.Account account = ledger.settle(deliveries);
    long tokens = deliveries.stream().map(Delivery::token).distinct().count();
    long batches = senders.stream().mapToLong(KongSender::batches).sum();
    long retries = senders.stream().mapToLong(sender -> sender.queue().retries()).sum();
    out.accept(
        ("demo: batches=%d spans_in=%d spans_forwarded=%d spans_sampled_out=0 spans_rejected=0"
                + " spans_quarantined=0 spilled=0 drained=0 duplicates=%d tokens=%d targets=%d"
                + " retries=%d lost=%d")
            .formatted(
                batches,
                account.in(),
                account.forwarded(),
                account.duplicates(),
                tokens,
                targets(),
                retries,
                account.lost()));
    return account.balances() && targets() == senders.size();
  }

  private KongSender sender(int kong) {
    return new KongSender(
        nodes.get(kong).getFirst(),
        () -> kongs.config(kong),
        transport,
        QueueSettings.DEFAULTS,
        Pace.REAL);
  }

  private void say(String what) {
    out.accept("- " + what);
  }
}
