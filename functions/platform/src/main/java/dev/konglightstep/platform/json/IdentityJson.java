package dev.konglightstep.platform.json;

import dev.konglightstep.core.policy.identity.Claim;
import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.identity.Ingress;
import dev.konglightstep.core.principal.OidcSubject;
import dev.konglightstep.core.principal.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A policy's {@code identity}; what it does not say is safe. */
final class IdentityJson {
  private static final int LONGEST_TAG = 128;

  private IdentityJson() {}

  static Identity read(JsonObject identity) {
    identity.requireOnly(
        Set.of(
            "claims",
            "exclusive_ingress",
            "user_attributes",
            "children",
            "tags",
            "pseudonyms",
            "decisions",
            "oidc_issuer",
            "partition"));
    Identity safe = Identity.SAFE;
    return new Identity(
        identity.value("claims").map(there -> claims(identity)).orElse(safe.claims()),
        Set.copyOf(choices(identity, "exclusive_ingress", Ingress.class)),
        identity
            .value("user_attributes")
            .map(value -> value.choice(Identity.Users.class))
            .orElse(safe.users()),
        identity
            .value("children")
            .map(value -> value.choice(Identity.Children.class))
            .orElse(safe.children()),
        tags(identity),
        identity.flag("pseudonyms", safe.pseudonyms()),
        identity.value("decisions").map(JsonValue::share).orElse(safe.decisions()),
        identity.value("oidc_issuer").map(IdentityJson::issuer),
        identity.value("partition").map(IdentityJson::partition).orElse(safe.home()));
  }

  private static List<Claim> claims(JsonObject identity) {
    identity.atLeastOne("claims");
    return choices(identity, "claims", Claim.class);
  }

  /** Each once, in their order. */
  private static <E extends Enum<E>> List<E> choices(
      JsonObject identity, String name, Class<E> type) {
    Set<E> choices = new LinkedHashSet<>();
    for (JsonValue value : identity.elements(name)) {
      if (!choices.add(value.choice(type))) {
        throw value.invalid("expected each once");
      }
    }
    return List.copyOf(choices);
  }

  /** The keys of tags; IAM allows 128 characters. */
  private static List<String> tags(JsonObject identity) {
    List<String> tags = new ArrayList<>();
    for (JsonValue value : identity.elements("tags")) {
      int length = value.text().codePointCount(0, value.text().length());
      if (length < 1 || length > LONGEST_TAG) {
        throw value.invalid("expected 1 to " + LONGEST_TAG + " characters");
      }
      tags.add(value.text());
    }
    return tags;
  }

  private static String issuer(JsonValue value) {
    try {
      return new OidcSubject(value.text(), "subject").issuer();
    } catch (IllegalArgumentException e) {
      throw value.invalid("expected a URL without blanks");
    }
  }

  private static Partition partition(JsonValue value) {
    return Partition.of(value.text())
        .orElseThrow(() -> value.invalid("expected one of " + Partition.ids()));
  }
}
