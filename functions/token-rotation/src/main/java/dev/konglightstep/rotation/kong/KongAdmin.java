package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Kong with a database, over its Admin API. The API has no ETag and the last writer wins, so a
 * write reads the plugin, changes one header in the whole map, and checks the answer; what else was
 * lost or won shows in the next reading.
 */
public final class KongAdmin implements Target {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A write is sent at most this long after the labels were asked for that allow it. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final KongTarget target;
  private final HeaderRule rule;
  private final KongAccess access;
  private final InstantSource clock;

  /** Nothing is asked yet. */
  KongAdmin(
      KongTarget target,
      HeaderRule rule,
      Transport transport,
      Credentials credentials,
      InstantSource clock) {
    this.target = target;
    this.rule = rule;
    this.access = new KongAccess(target, transport, credentials, KongNode.Need.HEADERS, TIMEOUT);
    this.clock = clock;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public Reading read() throws TargetException {
    access.renew();
    List<Held> held = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (URI url : target.urls()) {
      AdminApi api = access.usable(url);
      for (String prefix : access.prefixes(api)) {
        read(api, prefix, held, foreign);
      }
    }
    if (held.isEmpty()) {
      throw new TargetException(Kind.MISCONFIGURED, nothing(foreign));
    }
    return new Reading(held, foreign);
  }

  @Override
  public Instant write(Held held, Token value, Instant basedOn) throws TargetException {
    PluginAddress address =
        PluginAddress.parse(held.plugin(), target.urls())
            .orElseThrow(() -> new IllegalArgumentException("not a plugin of " + name()));
    access.open();
    AdminApi api = access.usable(address.url());
    KongPlugin before = present(api, address, left(basedOn));
    requireChangeable(api, before, address);
    String written = rule.written(before);
    if (before.header(written).equals(value.reveal())) {
      return clock.instant();
    }
    left(basedOn);
    return send(api, address, before, before.headersWith(written, value.reveal()));
  }

  private void read(AdminApi api, String prefix, List<Held> held, List<String> foreign)
      throws TargetException {
    Vaults vaults = new Vaults(api, prefix, TIMEOUT);
    String collection = prefix + PluginAddress.COLLECTION;
    for (ObjectNode json : api.list(collection, target.tags(), TIMEOUT)) {
      KongPlugin plugin = new KongPlugin(json);
      if (rule.concerns(plugin)) {
        String where = api.at(collection + "/" + plugin.requireId(api.at(collection)));
        if (rule.isForeign(plugin)) {
          foreign.add(where);
        } else {
          held.add(new Held(where, rule.content(plugin, vaults)));
        }
      }
    }
  }

  /** The plugin directly before it is changed; it may have gone. */
  private static KongPlugin present(AdminApi api, PluginAddress address, Duration timeout)
      throws TargetException {
    return new KongPlugin(
        api.find(address.path(), timeout)
            .orElseThrow(() -> changed(address, "is not there any more")));
  }

  /** What the reading said may be over. */
  private void requireChangeable(AdminApi api, KongPlugin plugin, PluginAddress address)
      throws TargetException {
    if (!rule.concerns(plugin) || rule.isForeign(plugin)) {
      throw changed(address, "is another plugin now, or sends to somebody else");
    }
    if (VaultReference.isMeant(plugin.header(rule.written(plugin)))) {
      throw changed(address, "holds a vault reference now");
    }
    Vaults none = new Vaults(api, address.prefix(), TIMEOUT);
    if (rule.content(plugin, none) instanceof Held.Content.Wrong(String what)) {
      throw new TargetException(Kind.MISCONFIGURED, address + ": " + what);
    }
  }

  private Instant send(AdminApi api, PluginAddress address, KongPlugin before, ObjectNode headers)
      throws TargetException {
    ObjectNode change = headers.objectNode();
    change.putObject("config").set("headers", headers);
    Instant until = clock.instant().plus(TIMEOUT);
    AdminAnswer answer;
    try {
      answer = api.patch(address.path(), change, TIMEOUT);
    } catch (IOException e) {
      throw unsettled(address + ": " + e.getMessage(), until);
    }
    KongPlugin after = new KongPlugin(changed(answer, address, until));
    if (!after.hasHeaders(headers) || !after.differsOnlyInHeaders(before)) {
      throw TargetException.overtaken(
          address + " was changed by somebody else at the same time; read it again",
          clock.instant());
    }
    return clock.instant();
  }

  /** The plugin as an answer to PATCH shows it. One that nobody can read proves nothing. */
  private static ObjectNode changed(AdminAnswer answer, PluginAddress address, Instant until)
      throws TargetException {
    if (answer.status() == 404) {
      throw changed(address, "is not there any more");
    }
    if (answer.status() >= 500) {
      throw unsettled(String.valueOf(answer.refusal().getMessage()), until);
    }
    if (answer.status() == 200 && answer.json().filter(JsonNode::isObject).isEmpty()) {
      throw unsettled(address + " answered 200 without a JSON object", until);
    }
    return answer.object();
  }

  /** What is left until the write must be sent. */
  private Duration left(Instant basedOn) throws TargetException {
    Duration left = Duration.between(clock.instant(), basedOn.plus(FRESH));
    if (left.isNegative() || left.isZero()) {
      throw new TargetException(
          Kind.STALE,
          name() + " was too slow: what allows the write is over " + FRESH.toSeconds() + " s old");
    }
    return left.compareTo(FRESH) < 0 ? left : FRESH;
  }

  private String nothing(List<String> foreign) {
    String none = "no opentelemetry plugin" + (target.tags().isEmpty() ? "" : " with its tags");
    return foreign.isEmpty()
        ? none + " is there; check the target's \"urls\", \"workspace\" and \"tags\""
        : none
            + " sends only to "
            + rule.endpoints()
            + "; left alone: "
            + String.join(", ", foreign)
            + "; set \"endpoints\" if they are yours";
  }

  private static TargetException changed(PluginAddress address, String what) {
    return new TargetException(Kind.CHANGED, address + " " + what + "; read it again");
  }

  private static TargetException unsettled(String what, Instant until) {
    return TargetException.unsettled(what + "; the change may still take effect", until);
  }
}
