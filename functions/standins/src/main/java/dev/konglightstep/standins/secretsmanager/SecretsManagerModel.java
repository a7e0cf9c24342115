package dev.konglightstep.standins.secretsmanager;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Secrets Manager's secrets, versions and labels, with the calls named as the API names them. A
 * call that is refused throws {@link SecretsManagerFailure} and has changed nothing.
 *
 * <p>Where the rules come from: what each call does and refuses, from the AWS API reference under
 * the call's name. That AWSCURRENT can be moved but not removed, from the error that Terraform's
 * AWS provider quotes ("secret_version.go"). That an id and a label which disagree are an
 * InvalidRequestException, from LocalStack's tests that were validated against AWS. The limit of 20
 * labels, from "AWS Secrets Manager quotas". That a version which somebody puts during a rotation
 * abandons it and takes its AWSPENDING off, from the User Guide, "Logging with CloudTrail"; that an
 * AWSPENDING which a finished rotation left behind goes in the same way is inferred from the reason
 * that is given there ("to allow future rotations to succeed"). That a rotation whose AWSPENDING is
 * taken off by hand, or which is cancelled, ends, is inferred too.
 *
 * <p>The calls below {@link #put} prepare a state for a test, in steps that AWS has no call for.
 */
public final class SecretsManagerModel {
  public static final String CURRENT = Versions.CURRENT;
  public static final String PENDING = Versions.PENDING;
  public static final String PREVIOUS = Versions.PREVIOUS;

  /** How far back {@link #asOf} can go. */
  public static final Duration MAX_LAG = Duration.ofSeconds(60);

  private final Map<String, History> secrets = new HashMap<>();
  private final List<TrailEvent> events = new ArrayList<>();
  private final InstantSource clock;

  public SecretsManagerModel(InstantSource clock) {
    this.clock = clock;
  }

  /** The same secrets and events at this time, which then go their own way. */
  public synchronized SecretsManagerModel copy(InstantSource itsClock) {
    SecretsManagerModel copy = new SecretsManagerModel(itsClock);
    secrets.forEach((name, history) -> copy.secrets.put(name, new History(history)));
    copy.events.addAll(events);
    return copy;
  }

  /**
   * Makes a secret; the same call again does nothing.
   *
   * @param value without it the secret has no version yet
   * @return the ARN
   */
  public synchronized String createSecret(
      String name, String clientRequestToken, Optional<String> value) {
    Optional<Secret> before = find(name);
    if (before.isPresent()) {
      return before.get().createdAgain(clientRequestToken, value);
    }
    Secret empty = Secret.named(name, clock.instant());
    keep(
        value
            .map(text -> PutSecretValue.current(name, clientRequestToken, text))
            .map(put -> empty.put(put, clock.instant()))
            .orElse(empty));
    return arn(name);
  }

  /** Gives the version as it is then, with all its labels. */
  public synchronized Version putSecretValue(PutSecretValue request) {
    change(request.secretId(), secret -> secret.put(request, clock.instant()));
    return version(request.secretId(), request.clientRequestToken()).orElseThrow();
  }

  /** A new value becomes AWSCURRENT at once; without one, only the description would change. */
  public synchronized void updateSecret(
      String secretId, String clientRequestToken, Optional<String> value) {
    change(secretId, secret -> secret.updated(clientRequestToken, value, clock.instant()));
  }

  public synchronized void updateSecretVersionStage(UpdateSecretVersionStage request) {
    change(
        request.secretId(),
        secret -> secret.with(request.applyTo(secret.versions()), clock.instant()));
  }

  /**
   * Stores the configuration and puts AWSPENDING on a new version. Nothing calls the function here:
   * that is {@link RotationDriver}'s.
   */
  public synchronized void rotateSecret(RotateSecret request, String rotationToken) {
    change(request.secretId(), secret -> secret.rotate(request, rotationToken, clock.instant()));
    TrailEvent.Name name =
        request.immediately()
            ? TrailEvent.Name.ROTATION_STARTED
            : TrailEvent.Name.TEST_ROTATION_STARTED;
    record(name, request.secretId(), request.clientRequestToken(), Optional.empty());
  }

  /** Switches rotation off and ends one that is under way; all labels stay where they are. */
  public synchronized void cancelRotateSecret(String secretId) {
    change(secretId, secret -> secret.cancelled(clock.instant()));
  }

  /**
   * Marks a secret for deletion, after which only reading its description is possible.
   *
   * @param window at least 7 and at most 30 days
   */
  public synchronized void deleteSecret(String secretId, Duration window) {
    change(secretId, secret -> secret.marked(window, clock.instant()));
  }

  /** Deletes for good; a secret that is not there is no failure. */
  public synchronized void deleteWithoutRecovery(String secretId) {
    if (find(secretId).isPresent()) {
      history(secretId).add(Optional.empty(), clock.instant());
    }
  }

  public synchronized void restoreSecret(String secretId) {
    keep(secret(secretId).restored(clock.instant()));
  }

  public Version getSecretValue(
      String secretId, Optional<String> versionId, Optional<String> stage) {
    return asOf(Duration.ZERO).getSecretValue(secretId, versionId, stage);
  }

  public Description describeSecret(String secretId) {
    return asOf(Duration.ZERO).describeSecret(secretId);
  }

  /** The versions that have a value; those without a label only if they are asked for. */
  public List<Version> listSecretVersionIds(String secretId, boolean includeDeprecated) {
    return asOf(Duration.ZERO).listSecretVersionIds(secretId, includeDeprecated);
  }

  /**
   * What the reading calls answer when they lag: the secrets as they were so long ago, whenever
   * they are asked.
   *
   * @param lag zero to {@link #MAX_LAG}
   */
  public SecretReads asOf(Duration lag) {
    if (lag.isNegative() || lag.compareTo(MAX_LAG) > 0) {
      throw new IllegalArgumentException("a lag of " + lag + ", expected 0 to " + MAX_LAG);
    }
    return new SecretReads(secretId -> at(secretId, lag));
  }

  /** Everything that CloudTrail got besides the calls, oldest first. */
  public synchronized List<TrailEvent> events() {
    return List.copyOf(events);
  }

  /** Deletes all versions without a label, as AWS does one day. */
  public synchronized void purgeDeprecated(String secretId) {
    Secret secret = secret(secretId);
    keep(secret.with(secret.versions().withoutDeprecated(), secret.lastChanged()));
  }

  /** Puts a version that is current at once, and the secret if need be. */
  public void put(String secretId, String versionId, String value) {
    put(secretId, versionId, value, List.of(CURRENT));
  }

  /** Puts a version with these labels and no other, also on a secret that has none yet. */
  public synchronized void put(
      String secretId, String versionId, String value, List<String> labels) {
    Instant now = clock.instant();
    Secret secret = find(secretId).orElseGet(() -> Secret.named(name(secretId), now));
    PutSecretValue put = PutSecretValue.current(secretId, versionId, value);
    Versions versions =
        put.isRepeated(secret.versions()) ? secret.versions() : put.write(secret.versions(), now);
    for (String label : labels) {
      versions = versions.move(label, versionId);
    }
    keep(secret.with(versions, now));
  }

  /** A version that is AWSPENDING and has no value yet, as a rotation begins, but without one. */
  public synchronized void begin(String secretId, String versionId) {
    Instant now = clock.instant();
    change(
        secretId,
        secret ->
            secret.with(
                secret.versions().with(versionId, Optional.empty(), now).move(PENDING, versionId),
                now));
  }

  /** Puts a label on a version, off whichever carries it now. */
  public synchronized void move(String secretId, String label, String versionId) {
    Optional<String> from = secret(secretId).versions().carrier(label);
    updateSecretVersionStage(
        new UpdateSecretVersionStage(secretId, label, from, Optional.of(versionId)));
  }

  /** Takes a label off whichever version carries it, AWSCURRENT too. */
  public synchronized void remove(String secretId, String label) {
    change(secretId, secret -> secret.with(secret.versions().remove(label), clock.instant()));
  }

  /** Switches rotation on or off without starting one. */
  public synchronized void rotationEnabled(String secretId, boolean enabled) {
    change(
        secretId,
        secret ->
            secret
                .with(secret.rotation().orElse(RotationConfiguration.NONE).enabled(enabled))
                .with(secret.versions(), clock.instant()));
  }

  /** The version with that label, if there is one, with or without a value. */
  public synchronized Optional<Version> labelled(String secretId, String label) {
    return find(secretId).flatMap(secret -> secret.versions().labelled(label));
  }

  /** The version of that id, with or without a value, marked for deletion or not. */
  public synchronized Optional<Version> version(String secretId, String versionId) {
    return find(secretId).flatMap(secret -> secret.versions().version(versionId));
  }

  /** What DescribeSecret tells, if there is such a secret. */
  public synchronized Optional<Description> describe(String secretId) {
    return find(secretId).map(Secret::describe);
  }

  /** The ARN of a secret, which every call takes in place of its name. */
  public static String arn(String secretId) {
    return SecretName.of(secretId).arn();
  }

  /** The name behind a name or an ARN, whole or without its random end. */
  public static String name(String secretId) {
    return SecretName.of(secretId).text();
  }

  /** The rotation that is under way, if one is. */
  synchronized Optional<Rotating> rotating(String secretId) {
    return find(secretId).flatMap(Secret::rotating);
  }

  /** Ends a rotation or a test, well or badly, as its driver saw it. */
  synchronized void conclude(String secretId, UnaryOperator<Secret> end) {
    keep(end.apply(secret(secretId)));
  }

  synchronized void record(
      TrailEvent.Name name, String secretId, String versionId, Optional<String> error) {
    events.add(new TrailEvent(clock.instant(), name, arn(secretId), versionId, error));
  }

  Instant now() {
    return clock.instant();
  }

  private void change(String secretId, UnaryOperator<Secret> change) {
    Secret before = secret(secretId).alive();
    Secret after = change.apply(before);
    if (after.isAbandoned()) {
      String lost = after.rotating().orElseThrow().versionId();
      record(TrailEvent.Name.ROTATION_ABANDONED, secretId, lost, Optional.empty());
    }
    if (!after.equals(before)) {
      keep(after);
    }
  }

  private void keep(Secret secret) {
    history(secret.name()).add(Optional.of(secret.settled()), clock.instant());
  }

  private History history(String secretId) {
    return secrets.computeIfAbsent(name(secretId), name -> new History());
  }

  private Secret secret(String secretId) {
    return find(secretId).orElseThrow(SecretsManagerFailure::noSecret);
  }

  private Optional<Secret> find(String secretId) {
    return Optional.ofNullable(secrets.get(name(secretId))).flatMap(History::now);
  }

  private synchronized Optional<Secret> at(String secretId, Duration lag) {
    return Optional.ofNullable(secrets.get(name(secretId)))
        .flatMap(history -> lag.isZero() ? history.now() : history.at(clock.instant().minus(lag)));
  }
}
