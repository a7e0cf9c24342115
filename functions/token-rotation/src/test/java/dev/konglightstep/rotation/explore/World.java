package dev.konglightstep.rotation.explore;

import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.rotation.Rotating;
import dev.konglightstep.rotation.RotationAccess;
import dev.konglightstep.rotation.RotationSettings;
import dev.konglightstep.rotation.RotationWiring;
import dev.konglightstep.rotation.Step;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.TokenRotationHandler;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditLog;
import dev.konglightstep.rotation.aws.RotationSecrets;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.secretsmanager.PendingAtEnd;
import dev.konglightstep.standins.secretsmanager.RotateSecret;
import dev.konglightstep.standins.secretsmanager.Rotation;
import dev.konglightstep.standins.secretsmanager.RotationDriver;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.StepCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One run: the models, the real handler over them, and whoever acts. */
final class World {
  private static final Duration INVOCATION = Duration.ofMinutes(15);
  private static final Duration BEFORE_A_RETRY = Duration.ofMinutes(1);
  private static final int RETRIES = 4;
  private static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:000000000000:function:token-rotation";

  private final Surroundings around = new Surroundings();
  private final Watcher watcher;
  private final Wire wire;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Audit audit;
  private final RotationSettings settings;
  private final RotationWiring wiring;
  private final RotationDriver driver;

  World(Plan plan, Duration lag, Set<Long> states) {
    this.watcher = new Watcher(around, lag, plan.hasFaults(), states);
    this.wire = new Wire(around.clock(), plan, this);
    Log log =
        new Log(
            Level.DEBUG, new PrintStream(printed, true, StandardCharsets.UTF_8), around.clock());
    Transport bus = wire.toReading(request -> new Response(200, Headers.NONE, Bytes.EMPTY));
    AuditLog auditLog = new AuditLog(log, around.clock(), event -> put(bus));
    this.audit =
        event -> {
          wire.requireAlive();
          watcher.tells(event);
          auditLog.record(event);
        };
    this.settings =
        RotationSettings.from(
            Map.of(
                "TOKEN_SECRET_ID", Secrets.TOKEN,
                "INGEST_KEY_SECRET_ID", Secrets.KEY,
                "POOL_SECRET_ID", Secrets.POOL,
                "PROXY_URL", "https://proxy.example",
                "PROPAGATION_BUDGET", "PT3M",
                "PROBE_WINDOW", "PT20S",
                "AWS_REGION", "eu-west-1"));
    this.wiring =
        new RotationWiring(
            new RotationSecrets(new SecretsInMemory(around.model(), lag, wire)),
            wire.toReading(this::acceptor),
            this::targets,
            audit,
            new Random(1),
            around.clock(),
            wire);
    this.driver =
        new RotationDriver(
            around.model(),
            around::id,
            new dev.konglightstep.standins.secretsmanager.RotationSettings(
                RETRIES, PendingAtEnd.STAYS));
    watcher.begin();
  }

  Surroundings around() {
    return around;
  }

  Watcher watcher() {
    return watcher;
  }

  Wire wire() {
    return wire;
  }

  RotationDriver driver() {
    return driver;
  }

  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A person or a schedule asks for a rotation now. */
  RotateSecret request(String secret) {
    return RotateSecret.now(secret, around.id()).by(FUNCTION);
  }

  /** The service's side of a rotation: step after step, the whole again when one fails. */
  Actor rotates(String secret, Rotation rotation) {
    return new Actor(Surroundings.actorOf(secret), () -> drive(rotation));
  }

  /** The same, but another process that the service has started meanwhile. */
  Actor retries(String secret, Rotation rotation) {
    return new Actor(Surroundings.actorOf(secret) + "-again", () -> drive(rotation));
  }

  /** The end of a run: what the reconciler does about audit events and labels. */
  Actor cares() {
    return new Actor(
        "care",
        () -> {
          for (Rotating rotating : wiring.rotating(settings)) {
            RotationAccess.care(
                rotating,
                SecretsManagerModel.arn(rotating.id()),
                wiring.secrets().versions(),
                wiring.secrets().writer(),
                audit,
                around.clock(),
                wire);
          }
        });
  }

  private void drive(Rotation rotation) {
    TokenRotationHandler handler = handler();
    for (Optional<StepCall> call = rotation.next(); call.isPresent(); call = rotation.next()) {
      Actor actor = wire.current();
      if (actor.isDead()) {
        actor.isReborn();
        handler = handler();
      }
      Optional<Exception> failure = invoke(handler, call.get());
      if (actor.isZombie()) {
        return;
      }
      failure.ifPresentOrElse(rotation::failed, rotation::succeeded);
      around.clock().pass(failure.isPresent() ? BEFORE_A_RETRY : Duration.ZERO);
      watcher.ended(actor, rotation);
    }
  }

  private Optional<Exception> invoke(TokenRotationHandler handler, StepCall call) {
    Actor actor = wire.current();
    watcher.does(actor, Step.of(call.step().wireName()).orElseThrow());
    try {
      handler.handleRequest(event(call), new TimeLeft(INVOCATION));
      return actor.isDead() ? Optional.of(new IOException("killed")) : Optional.empty();
    } catch (Killed e) {
      return Optional.of(new IOException("killed"));
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private TokenRotationHandler handler() {
    return RotationAccess.handler(wiring.rotation(settings), around.clock());
  }

  private static SecretsManagerRotationEvent event(StepCall call) {
    return SecretsManagerRotationEvent.builder()
        .withStep(call.step().wireName())
        .withSecretId(call.secretId())
        .withClientRequestToken(call.clientRequestToken())
        .withRotationToken(call.rotationToken().orElse(null))
        .build();
  }

  private Response acceptor(Request request) {
    Face acceptor =
        request.target().startsWith("https://proxy.example")
            ? around.secrets()
            : around.satellites();
    return acceptor.answer(request);
  }

  private List<Target> targets(String secret) {
    return Kongs.targets(secret, around, wire);
  }

  private static void put(Transport bus) {
    try {
      bus.send(new Request("POST", "/", Headers.NONE, Bytes.EMPTY), Duration.ofSeconds(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
