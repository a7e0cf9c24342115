package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.http.Origin;
import dev.konglightstep.platform.BaseUrl;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON of {@code KONG_TARGETS}: an array with an object for each place.
 *
 * <pre>[{"name":"edge","secret":"ingest-key","kind":"admin","urls":["https://kong.internal:8444"],
 *   "header":"x-ingest-key","credential":"kong-admin","workspace":"default","tags":["otel"]}]</pre>
 */
public final class KongTargetsJson {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "secret",
          "kind",
          "urls",
          "workspace",
          "tags",
          "header",
          "endpoints",
          "add",
          "credential",
          "credential_header",
          "ca",
          "file");

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private KongTargetsJson() {}

  /**
   * Reads all entries.
   *
   * @throws InvalidDocumentException with the path of the first mistake
   */
  public static List<KongTarget> parse(String document) {
    List<KongTarget> targets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonObject entry : JsonObject.parseArray(document)) {
      KongTarget target = target("[" + targets.size() + "]", entry);
      if (!names.add(target.name())) {
        throw entry.invalid("name", "expected a name of its own; another target has this one");
      }
      targets.add(target);
    }
    return List.copyOf(targets);
  }

  private static KongTarget target(String path, JsonObject entry) {
    entry.requireOnly(FIELDS);
    String name = filled(entry, "name");
    String secret = filled(entry, "secret");
    KongTarget.Kind kind = kind(entry);
    return new KongTarget(
        path,
        name,
        secret,
        kind,
        urls(entry),
        workspace(entry, kind),
        tags(entry),
        fieldName(entry, "header", entry.requiredText("header")),
        endpoints(entry),
        entry.flag("add", false),
        entry.text("credential"),
        fieldName(
            entry, "credential_header", entry.text("credential_header").orElse("Kong-Admin-Token")),
        entry.text("ca"),
        file(entry, kind));
  }

  private static KongTarget.Kind kind(JsonObject entry) {
    return switch (entry.requiredText("kind")) {
      case "admin" -> KongTarget.Kind.ADMIN;
      case "konnect" -> KongTarget.Kind.KONNECT;
      case "dbless" -> KongTarget.Kind.DBLESS;
      default -> throw entry.invalid("kind", "expected \"admin\", \"konnect\" or \"dbless\"");
    };
  }

  private static String filled(JsonObject entry, String name) {
    String text = entry.requiredText(name);
    if (text.isBlank()) {
      throw entry.invalid(name, "expected a text that is not empty");
    }
    return text;
  }

  private static List<URI> urls(JsonObject entry) {
    List<URI> urls = new ArrayList<>(new LinkedHashSet<>(baseUrls(entry, "urls")));
    if (urls.isEmpty()) {
      throw entry.invalid("urls", "expected at least one URL of an Admin API");
    }
    return urls;
  }

  private static Set<Origin> endpoints(JsonObject entry) {
    Set<Origin> origins = new HashSet<>();
    baseUrls(entry, "endpoints")
        .forEach(url -> origins.add(Origin.of(url.toString()).orElseThrow()));
    return origins;
  }

  private static List<URI> baseUrls(JsonObject entry, String name) {
    List<URI> urls = new ArrayList<>();
    for (String url : entry.texts(name)) {
      try {
        urls.add(BaseUrl.parse(url));
      } catch (IllegalArgumentException e) {
        throw entry.invalid(name + "[" + urls.size() + "]", String.valueOf(e.getMessage()));
      }
    }
    return urls;
  }

  private static Optional<String> workspace(JsonObject entry, KongTarget.Kind kind) {
    Optional<String> workspace = entry.text("workspace");
    if (workspace.isPresent() && kind != KongTarget.Kind.ADMIN) {
      throw entry.invalid("workspace", "expected nothing; only kind \"admin\" has workspaces");
    }
    if (workspace.isPresent() && !workspace.get().matches("\\*|[\\w.~-]+")) {
      throw entry.invalid("workspace", "expected a workspace's name, or \"*\" for all of them");
    }
    return workspace;
  }

  /** Kong reads a comma as "and", a slash as "or". */
  private static List<String> tags(JsonObject entry) {
    List<String> tags = entry.texts("tags");
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).isBlank() || tags.get(i).matches(".*[,/].*")) {
        throw entry.invalid("tags[" + i + "]", "expected a tag without a comma or a slash");
      }
    }
    return tags;
  }

  private static String fieldName(JsonObject entry, String name, String value) {
    if (!value.matches(TOKEN)) {
      throw entry.invalid(name, "expected the name of a header (RFC 9110, section 5.1)");
    }
    return value;
  }

  private static Optional<String> file(JsonObject entry, KongTarget.Kind kind) {
    Optional<String> file = entry.text("file");
    if (file.isPresent() != (kind == KongTarget.Kind.DBLESS)) {
      throw entry.invalid(
          "file",
          file.isPresent()
              ? "expected nothing; only kind \"dbless\" has a file"
              : "expected where the template of the declarative file is");
    }
    return file;
  }
}
