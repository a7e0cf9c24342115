package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.KongSender;
import dev.konglightstep.standins.kong.Pace;
import dev.konglightstep.standins.kong.QueueSettings;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The story of {@code make demo}, all under traffic: a backend that refuses, both secrets rotated
 * while the spill waits, and the drain that catches up.
 */
final class Demo implements AutoCloseable {
  private static final int ROUNDS = 4;
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NEXT_TOKEN = "demo-token-2";
  private static final String POOL_SECRET = "kong-lightstep/demo-pool";

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final PrintStream log = new PrintStream(logged, true, StandardCharsets.UTF_8);
  private final Consumer<String> out;
  private final LocalSet set;
  private final StandIn<LightstepModel> lightstep;
  private final SecretsManagerModel secrets;
  private final SpillWatch watch = new SpillWatch();
  private final LocalSpill spill;
  private final LocalProxy proxy;
  private final DemoKongs kongs;
  private final DemoRotation rotation;
  private final JdkTransport transport = new JdkTransport();
  private final List<List<Recording>> nodes;
  private final List<KongSender> senders;
  private final Ledger ledger = new Ledger();
  private final DemoPrincipals principals = DemoPrincipals.write();
  private final Random random = new Random(20261124);

  Demo(Consumer<String> out) {
    this.out = out;
    this.set =
        LocalSet.start(
            Map.of(
                "LOG_LEVEL",
                "debug",
                "SELF_TELEMETRY",
                "off",
                "POLICY_URI",
                DemoPolicy.write().uri(),
                "PRINCIPALS_URI",
                principals.uri()));
    this.lightstep = set.lightstep().orElseThrow();
    this.secrets = set.aws().orElseThrow().model().secrets();
    this.spill = LocalSpill.of(set);
    set.runDrain(SWEEP, log);
    this.proxy = LocalProxy.start(0, set.environment(), watch::over, log);
    this.kongs = new DemoKongs(proxy.url(), LocalSet.DEFAULT_INGEST_KEY);
    this.rotation = new DemoRotation(secrets, rotationEnvironment());
    this.nodes =
        List.of(
            Recording.IN_A_ROW.stream().map(Recording::load).toList(),
            Recording.SINGLE.stream().map(Recording::load).toList());
    this.senders = List.of(sender(0), sender(1));
  }

  /** Whether every span arrived; if not, the functions' own log follows on standard error. */
  boolean run() throws InterruptedException {
    say(
        "the proxy at "
            + proxy.url()
            + " between two Kongs and Lightstep, all stand-ins here; batches recorded from Kong 3.9.3");
    DemoOutage outage = new DemoOutage(set, watch, spill, this::resent, this::say);
    traffic(ROUNDS);
    underTraffic(outage::run);
    underTraffic(this::rotateBoth);
    underTraffic(outage::awaitDrain);
    traffic(ROUNDS);
    for (KongSender sender : senders) {
      sender.queue().awaitEmpty(PATIENCE);
    }
    spill.awaitEmpty(PATIENCE);
    boolean good = settle();
    if (!good) {
      System.err.print(logged.toString(StandardCharsets.UTF_8));
    }
    return good;
  }

  @Override
  public void close() {
    senders.forEach(KongSender::close);
    kongs.close();
    proxy.close();
    transport.close();
    set.close();
  }

  private void underTraffic(Chapter chapter) throws InterruptedException {
    CompletableFuture<Void> told = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            chapter.run();
            told.complete(null);
          } catch (InterruptedException | RuntimeException e) {
            told.completeExceptionally(e);
          }
        });
    while (!told.isDone()) {
      traffic(1);
    }
    told.join();
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
          principals.sent(replayed);
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

  /** The last line, and whether it is good. */
  private boolean settle() {
    List<Delivery> deliveries = lightstep.model().deliveries();
    Set<String> sampledOut = DemoPolicy.sampledOut(logged.toString(StandardCharsets.UTF_8));
    Ledger.Account account = ledger.settle(deliveries, watch.seen(), spill.left(), sampledOut);
    long leaks = DemoPolicy.leaks(deliveries);
    say(
        "the policy kept every checkout and error and a third of the rest; "
            + "batches in which an API key from Kong's spans reached Lightstep: "
            + leaks);
    List<String> callers = principals.story(deliveries);
    say("who called, as Kong sent it and as Lightstep has it:");
    callers.forEach(story -> out.accept("    " + story));
    long tokens = deliveries.stream().map(Delivery::token).distinct().count();
    long batches = senders.stream().mapToLong(KongSender::batches).sum();
    out.accept(
        ("demo: batches=%d spans_in=%d spans_forwarded=%d spans_sampled_out=%d spans_rejected=0"
                + " spans_quarantined=0 spilled=%d drained=%d duplicates=%d tokens=%d"
                + " targets=%d retries=%d lost=%d")
            .formatted(
                batches,
                account.in(),
                account.forwarded(),
                account.sampledOut(),
                account.spilled(),
                account.drained(),
                account.duplicates(),
                tokens,
                targets(),
                resent() + rotation.retries(),
                account.lost()));
    return account.balances()
        && leaks == 0
        && callers.size() == DemoPrincipals.stories()
        && spill.isEmpty()
        && targets() == senders.size();
  }

  /** How many times a Kong sent a batch again. */
  private long resent() {
    return senders.stream().mapToLong(sender -> sender.queue().retries()).sum();
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

  /** A part of the story. */
  @FunctionalInterface
  private interface Chapter {
    void run() throws InterruptedException;
  }
}
