package dev.konglightstep.rotation.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.RotationException;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.rotation.probe.Probe;
import dev.konglightstep.rotation.probe.ProbePolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolIssuerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final TokenSecret CURRENT = secret("one", "prod");

  private final Map<String, Integer> statuses = new HashMap<>();
  private final List<AuditEvent> told = new ArrayList<>();

  @Test
  void issue_severalAvailable_takesTheFirst() {
    Issuer.Issued issued = issue("prod", entry("one"), entry("two"), entry("three"), entry("four"));

    assertThat(issued.name()).isEqualTo("two");
    assertThat(issued.token()).isEqualTo(Token.of("CANARY-two"));
    assertThat(issued.kept()).containsExactlyInAnyOrder("one", "two", "three", "four");
    assertThat(told).isEmpty();
  }

  @Test
  void issue_firstYoungerThanFiveMinutes_takesItLast() {
    PoolSecret.Entry young = entry("two", NOW.minusSeconds(299));
    PoolSecret.Entry old = entry("three", NOW.minusSeconds(300));

    assertThat(issue("prod", young, old).name()).isEqualTo("three");
  }

  @Test
  void issue_firstRefused_isSkippedAndTold() {
    statuses.put("CANARY-two", 401);

    assertThat(issue("prod", entry("two"), entry("three"), entry("four")).name())
        .isEqualTo("three");
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEvent.Type.PoolTokenRefused);
              assertThat(event.outcome()).isEqualTo("skipped two");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429, 400})
  void issue_firstInconclusive_takesNoneAtAll(int status) {
    statuses.put("CANARY-two", status);

    assertThatThrownBy(() -> issue("prod", entry("two"), entry("three"), entry("four")))
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("pool token two");
    assertThat(told)
        .extracting(AuditEvent::type)
        .containsExactly(AuditEvent.Type.ProbeInconclusive);
  }

  @Test
  void issue_emptyPool_saysHowToFillIt() {
    assertThatThrownBy(() -> issue("prod", entry("one")))
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("no token that was not used yet")
        .hasMessageContaining("kong-lightstep pool add");
    assertThat(told).extracting(AuditEvent::type).containsExactly(AuditEvent.Type.PoolLow);
  }

  @Test
  void issue_allRefused_saysHowToFillIt() {
    statuses.put("CANARY-two", 401);
    statuses.put("CANARY-three", 403);
    statuses.put("CANARY-four", 401);

    assertThatThrownBy(() -> issue("prod", entry("two"), entry("three"), entry("four")))
        .hasMessageContaining("refuses every token")
        .hasMessageContaining("kong-lightstep pool add");
  }

  @Test
  void issue_fewLeft_saysSo() {
    assertThat(issue("prod", entry("two"), entry("three")).name()).isEqualTo("two");
    assertThat(told).extracting(AuditEvent::type).containsExactly(AuditEvent.Type.PoolLow);
  }

  @Test
  void issue_anotherProject_isRefused() {
    assertThatThrownBy(() -> issue("test", entry("two")))
        .hasMessageContaining("\"test\"")
        .hasMessageContaining("\"prod\"");
  }

  private Issuer.Issued issue(String project, PoolSecret.Entry... entries) {
    try {
      return issuer(new PoolSecret(project, List.of(entries)))
          .issue(new Issuer.Request("arn", "v2", Optional.of(CURRENT), List.of(CURRENT)));
    } finally {
      assertThat(told.toString()).doesNotContain("CANARY");
    }
  }

  private PoolIssuer issuer(PoolSecret pool) {
    InstantSource clock = InstantSource.fixed(NOW);
    Lightstep lightstep = new Lightstep(URI.create("https://i.example"), "/t", "/m", "/l");
    Probe probe =
        new Probe(
            lightstep,
            (request, timeout) ->
                new Response(
                    status(request.headers().first(Lightstep.TOKEN_HEADER).orElse("")),
                    Headers.NONE,
                    Bytes.EMPTY),
            new ProbePolicy(Duration.ofMinutes(6), Duration.ofMinutes(1), true),
            new Random(1),
            clock,
            duration -> {});
    return new PoolIssuer(() -> pool, probe, told::add, clock);
  }

  private int status(String token) {
    return statuses.getOrDefault(token, token.startsWith("CANARY") ? 200 : 401);
  }

  private static PoolSecret.Entry entry(String name) {
    return new PoolSecret.Entry(name, Token.of("CANARY-" + name), Optional.empty());
  }

  private static PoolSecret.Entry entry(String name, Instant addedAt) {
    return new PoolSecret.Entry(name, Token.of("CANARY-" + name), Optional.of(addedAt));
  }

  private static TokenSecret secret(String name, String project) {
    return new TokenSecret(
        "pool", Token.of("CANARY-" + name), name, project, List.of(), Optional.empty());
  }
}
