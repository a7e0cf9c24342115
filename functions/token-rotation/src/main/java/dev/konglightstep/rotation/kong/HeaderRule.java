package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.http.Origin;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.Held.Content;
import dev.konglightstep.rotation.TargetException;
import java.util.List;
import java.util.Set;

/**
 * Which plugins are ours, and which header of theirs must carry the secret.
 *
 * @param secret that the header must carry
 * @param header its name, in whatever case a plugin writes it
 * @param endpoints to which alone a plugin may send
 * @param add whether a header that is absent is added
 * @param tags that a plugin must carry
 */
record HeaderRule(
    String secret, String header, Set<Origin> endpoints, boolean add, List<String> tags) {

  /** Whether a plugin is meant at all. Kong ignores a filter by name, so it is done here. */
  boolean concerns(KongPlugin plugin) {
    return plugin.isOpenTelemetry() && plugin.carries(tags);
  }

  /** Whether it sends to somebody else, who must never get the secret. */
  boolean isForeign(KongPlugin plugin) {
    return !plugin.sendsOnlyTo(endpoints);
  }

  /** What the header holds. */
  Content content(KongPlugin plugin, Vaults vaults) throws TargetException {
    List<String> written = plugin.headersLike(header);
    if (written.size() > 1) {
      return new Content.Wrong(
          "it has the header " + header + " more than once, in different case; leave one of them");
    }
    if (written.isEmpty()) {
      return add
          ? new Content.Absent()
          : new Content.Wrong(
              "it has no header " + header + "; add it once, or set \"add\" in the target");
    }
    String value = plugin.header(written.getFirst());
    return VaultReference.isMeant(value) ? vaults.judge(value, secret) : plain(value);
  }

  /** How the header is written in a plugin that holds it at most once. */
  String written(KongPlugin plugin) {
    List<String> written = plugin.headersLike(header);
    return written.isEmpty() ? header : written.getFirst();
  }

  private static Content plain(String value) {
    try {
      return new Content.Plain(Token.of(value));
    } catch (IllegalArgumentException e) {
      return new Content.Unusable();
    }
  }
}
