package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.KongSender;
import dev.konglightstep.standins.kong.Pace;
import dev.konglightstep.standins.kong.QueueSettings;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** The story of {@code make demo}: traffic, a new token under it, a backend that refuses. */
final class Demo implements AutoCloseable {
  private static final int ROUNDS = 18;
  private static final int TOKEN_CHANGES_AT = 6;
  private static final int BACKEND_REFUSES_AT = 12;
  private static final int REFUSED_BATCHES = 14;
  private static final Duration ROUND = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NEXT_TOKEN = "demo-token-2";

  private final Consumer<String> out;
  private final LocalSet set;
  private final StandIn<LightstepModel> lightstep;
  private final StandIn<SecretsManagerModel> secretsManager;
  private final LocalProxy proxy;
  private final JdkTransport transport = new JdkTransport();
  private final List<List<Recording>> nodes;
  private final List<KongSender> senders;
  private final Ledger ledger = new Ledger();
  private final Random random = new Random(20261124);

  Demo(Consumer<String> out) {
    this.out = out;
    this.set = LocalSet.start(Map.of("LOG_LEVEL", "error"));
    this.lightstep = set.lightstep().orElseThrow();
    this.secretsManager = set.secretsManager().orElseThrow();
    this.proxy = LocalProxy.start(0, set.environment());
    this.nodes =
        List.of(
            Recording.IN_A_ROW.stream().map(Recording::load).toList(),
            Recording.SINGLE.stream().map(Recording::load).toList());
    this.senders = nodes.stream().map(node -> sender(node.getFirst())).toList();
  }

  /** Whether every span arrived. */
  boolean run() throws InterruptedException {
    say(
        "the proxy at "
            + proxy.url()
            + " between two Kong nodes and Lightstep, all stand-ins here");
    for (int round = 0; round < ROUNDS; round++) {
      if (round == TOKEN_CHANGES_AT) {
        changeToken();
      }
      if (round == BACKEND_REFUSES_AT) {
        refuse();
      }
      replay();
      Thread.sleep(ROUND);
    }
    recover();
    for (KongSender sender : senders) {
      sender.queue().awaitEmpty(PATIENCE);
    }
    return settle();
  }

  @Override
  public void close() {
    senders.forEach(KongSender::close);
    proxy.close();
    transport.close();
    set.close();
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

  /** The new token is good before the old one goes, as in every rotation. */
  private void changeToken() {
    say("the access token changes in Secrets Manager, and Lightstep refuses the old one");
    lightstep.model().accept(NEXT_TOKEN);
    secretsManager
        .model()
        .put(LocalSet.TOKEN_SECRET, "demo-2", LocalSet.secret("pool", "demo-2", NEXT_TOKEN));
    lightstep.model().refuse(LocalSet.DEFAULT_TOKEN);
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
                + " spans_quarantined=0 spilled=0 drained=0 duplicates=%d tokens=%d targets=0"
                + " retries=%d lost=%d")
            .formatted(
                batches,
                account.in(),
                account.forwarded(),
                account.duplicates(),
                tokens,
                retries,
                account.lost()));
    return account.balances();
  }

  private KongSender sender(Recording node) {
    URI endpoint = proxy.url().resolve("/v1/traces");
    return new KongSender(
        node, endpoint, LocalSet.DEFAULT_INGEST_KEY, transport, QueueSettings.DEFAULTS, Pace.REAL);
  }

  private void say(String what) {
    out.accept("- " + what);
  }
}
