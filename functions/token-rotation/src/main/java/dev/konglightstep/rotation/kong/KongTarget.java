package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.http.Origin;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of {@code KONG_TARGETS}: a place whose header must carry a secret.
 *
 * @param path of the entry in the document, such as {@code [0]}, for messages
 * @param secret name or ARN of the secret that the header must carry
 * @param urls of Admin APIs, of one Kong or of several; each is read and written
 * @param workspace an Enterprise workspace, {@code *} for all of them; empty for Kong without any
 * @param tags that a plugin must carry, all of them
 * @param endpoints where a plugin may send without being somebody else's; none for the default
 * @param add whether a header that is absent is added
 * @param credential the secret that opens the Admin API
 * @param ca certificates in PEM that the Admin API's must lead to
 * @param file the template of a DB-less Kong's configuration
 */
public record KongTarget(
    String path,
    String name,
    String secret,
    Kind kind,
    List<URI> urls,
    Optional<String> workspace,
    List<String> tags,
    String header,
    Set<Origin> endpoints,
    boolean add,
    Optional<String> credential,
    String credentialHeader,
    Optional<String> ca,
    Optional<String> file) {

  public KongTarget {
    urls = List.copyOf(urls);
    tags = List.copyOf(tags);
    endpoints = Set.copyOf(endpoints);
  }

  /** How its configuration is changed. */
  public enum Kind {
    /** The Admin API of a Kong with a database. */
    ADMIN,
    /** Konnect's API, whose plugins have no PATCH. */
    KONNECT,
    /** The whole declarative file at once. */
    DBLESS
  }
}
