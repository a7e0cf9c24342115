package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.rotation.Held.Content;
import dev.konglightstep.rotation.TargetException;
import java.time.Duration;
import java.util.Optional;

/**
 * Judges references to vaults. Kong resolves one by itself, but only if its vault has a {@code ttl}
 * it ever reads the secret again (Kong Gateway documentation, "Secrets management").
 */
final class Vaults {
  private static final String AWS = "aws";
  private static final String FIELD = "token";
  private static final long LEAST_TTL_SECONDS = 60;

  private final AdminApi api;
  private final String prefix;
  private final Duration timeout;

  /**
   * Those that a workspace's references can name.
   *
   * @param prefix of paths in that workspace
   */
  Vaults(AdminApi api, String prefix, Duration timeout) {
    this.api = api;
    this.prefix = prefix;
    this.timeout = timeout;
  }

  /**
   * What a header that holds a reference is to us.
   *
   * @param secret that it must name
   */
  Content judge(String value, String secret) throws TargetException {
    Optional<VaultReference> parsed = VaultReference.parse(value);
    if (parsed.isEmpty()) {
      return new Content.Wrong("its vault reference cannot be read; write it anew");
    }
    VaultReference reference = parsed.get();
    if (reference.vault().equals("env")) {
      return new Content.Wrong(
          "its vault reference is to the environment, which Kong reads only when it starts");
    }
    if (!reference.isOf(secret) || !reference.field().equals(FIELD)) {
      return new Content.Wrong(
          "its vault reference names another secret or field; expected {vault://…/"
              + secret
              + "/"
              + FIELD
              + "}");
    }
    if (reference.pinned()) {
      return new Content.Wrong("its vault reference names a version, which never changes");
    }
    return byVault(reference);
  }

  private Content byVault(VaultReference reference) throws TargetException {
    if (reference.vault().equals(AWS)) {
      KongNode node = new KongNode(api.get("/", timeout));
      return byTtl(reference.ttl().or(() -> node.vaultTtl(AWS)));
    }
    JsonNode vault;
    try {
      vault = api.get(prefix + "/vaults/" + reference.vault(), timeout);
    } catch (TargetException e) {
      if (e.kind() == TargetException.Kind.UNREACHABLE) {
        throw e;
      }
      return new Content.Wrong("its vault cannot be looked at: " + e.getMessage());
    }
    if (!vault.path("name").asText().equals(AWS)) {
      return new Content.Wrong("its vault is not one of AWS Secrets Manager");
    }
    JsonNode ttl = vault.at("/config/ttl");
    return byTtl(
        reference.ttl().or(() -> ttl.isNumber() ? Optional.of(ttl.asText()) : Optional.empty()));
  }

  private static Content byTtl(Optional<String> seconds) {
    long ttl = seconds.filter(it -> it.matches("\\d{1,9}(\\.0*)?")).map(Vaults::whole).orElse(0L);
    return ttl < LEAST_TTL_SECONDS
        ? new Content.Wrong(
            "its vault has no ttl of at least "
                + LEAST_TTL_SECONDS
                + " s, so Kong would never read the secret again")
        : new Content.Reference(Duration.ofSeconds(ttl));
  }

  private static long whole(String seconds) {
    return Long.parseLong(seconds.replaceFirst("\\..*", ""));
  }
}
