package dev.konglightstep.rotation.probe;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.Pause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Shows tokens to their acceptor: the backend for the access token, our proxy for the ingest key.
 * No vendor offers a call that validates a token, so an almost empty OTLP request is sent, each
 * time over a fresh connection, because one answer speaks for one machine behind a balancer. A
 * random token comes first: if that is accepted, nothing is proven.
 */
public final class Probe {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
  private static final int CONTROL_BYTES = 16;

  private final Backend acceptor;
  private final Transport fresh;
  private final ProbePolicy policy;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Pause pause;

  /**
   * Shows nothing yet.
   *
   * @param fresh opens a connection for each request
   * @param random unpredictable
   */
  public Probe(
      Backend acceptor,
      Transport fresh,
      ProbePolicy policy,
      RandomGenerator random,
      InstantSource clock,
      Pause pause) {
    this.acceptor = acceptor;
    this.fresh = fresh;
    this.policy = policy;
    this.random = random;
    this.clock = clock;
    this.pause = pause;
  }

  /** The policy that {@link #through} keeps. */
  public ProbePolicy policy() {
    return policy;
  }

  /** Shows a token once, after a random one. */
  public Finding once(Token token) {
    return switch (control()) {
      case Control.Telling(Evidence evidence, String how) ->
          switch (show(token, evidence, LONGEST_ANSWER)) {
            case ACCEPTED -> new Finding.Accepted("one probe" + how);
            case REFUSED -> new Finding.Refused();
            case UNCLEAR -> new Finding.Unclear("no telling answer to a probe of it");
          };
      case Control.Unclear unclear ->
          new Finding.Unclear("no telling answer to a probe of a random token");
      case Control.Indiscriminate indiscriminate -> new Finding.Indiscriminate();
    };
  }

  /** Shows a token again and again, until it was accepted through a whole window. */
  public Finding through(Token token) {
    Instant until = clock.instant().plus(policy.budget());
    while (clock.instant().isBefore(until)) {
      switch (control()) {
        case Control.Telling(Evidence evidence, String how) -> {
          return watch(token, evidence, how, until);
        }
        case Control.Indiscriminate indiscriminate -> {
          return new Finding.Indiscriminate();
        }
        case Control.Unclear unclear -> pause.sleep(next(clock.instant(), until));
      }
    }
    return new Finding.Unclear(
        "no telling answer to a probe of a random token within " + policy.budget());
  }

  private Finding watch(Token token, Evidence evidence, String how, Instant until) {
    Watch watch = new Watch(policy);
    while (clock.instant().isBefore(until)) {
      Instant at = clock.instant();
      if (watch.saw(show(token, evidence, Duration.between(at, until)), at)) {
        return new Finding.Accepted(watch.text() + how);
      }
      pause.sleep(next(at, until));
    }
    return watch.onlyRefusals()
        ? new Finding.Refused()
        : new Finding.Unclear(
            "not accepted through a whole "
                + policy.window()
                + " within "
                + policy.budget()
                + ": "
                + watch.text());
  }

  /** From now to an interval after {@code at}, or to the end. */
  private Duration next(Instant at, Instant until) {
    Instant next = at.plus(policy.interval());
    return Duration.between(clock.instant(), next.isBefore(until) ? next : until);
  }

  private Control control() {
    Token made = Token.of(HexFormat.of().formatHex(bytes(CONTROL_BYTES)));
    for (Evidence evidence : Evidence.values()) {
      switch (show(made, evidence, LONGEST_ANSWER)) {
        case REFUSED -> {
          return new Control.Telling(evidence, ", a random token was refused");
        }
        case UNCLEAR -> {
          return new Control.Unclear();
        }
        case ACCEPTED -> {}
      }
    }
    return policy.strict()
        ? new Control.Indiscriminate()
        : new Control.Telling(Evidence.EMPTY, ", unverified: a random token was accepted too");
  }

  private Acceptance show(Token token, Evidence evidence, Duration left) {
    Bytes request = Gzip.compress(evidence.request(random));
    Duration timeout = left.compareTo(LONGEST_ANSWER) < 0 ? left : LONGEST_ANSWER;
    try {
      Response answer = fresh.send(acceptor.export(Signal.TRACES, token, request), timeout);
      return switch (acceptor.read(answer, clock.instant())) {
        case Verdict.Accepted accepted -> Acceptance.ACCEPTED;
        case Verdict.TokenRefused refused -> Acceptance.REFUSED;
        case Verdict.Refused other -> Acceptance.UNCLEAR;
        case Verdict.TooLarge other -> Acceptance.UNCLEAR;
        case Verdict.TryLater other -> Acceptance.UNCLEAR;
        case Verdict.Unexpected other -> Acceptance.UNCLEAR;
      };
    } catch (IOException e) {
      return Acceptance.UNCLEAR;
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** What the random token came to. */
  private sealed interface Control {
    /** It was refused with this evidence, so that an acceptance means something. */
    record Telling(Evidence evidence, String how) implements Control {}

    record Unclear() implements Control {}

    /** Both kinds of evidence are accepted from anybody. */
    record Indiscriminate() implements Control {}
  }
}
