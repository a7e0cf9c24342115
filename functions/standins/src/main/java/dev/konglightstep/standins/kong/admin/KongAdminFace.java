package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import java.util.Optional;

/**
 * The Admin API over HTTP and JSON. Its answers show every header of a plugin in clear, as Kong's
 * do.
 */
public final class KongAdminFace implements Face {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final KongAdminModel model;
  private final Rbac rbac;
  private final NodePages pages;

  /** Open to everybody, as Kong is without Enterprise's RBAC. */
  public KongAdminFace(KongAdminModel model) {
    this(model, Rbac.OFF);
  }

  public KongAdminFace(KongAdminModel model, Rbac rbac) {
    this.model = model;
    this.rbac = rbac;
    this.pages = new NodePages(model);
  }

  @Override
  public Response answer(Request request) {
    try {
      rbac.require(request);
      return route(request, AdminPath.parse(request.target(), model));
    } catch (KongRefusal refusal) {
      return json(refusal.status(), refusal.body());
    }
  }

  private Response route(Request request, AdminPath path) {
    boolean get = request.method().equals("GET");
    return switch (path.kind()) {
      case ROOT -> json(200, pages.root());
      case STATUS -> json(200, pages.status());
      case DATA_PLANES -> json(200, pages.dataPlanes());
      case WORKSPACES -> json(200, pages.workspaces(path.query()));
      case VAULTS -> json(200, pages.vaults(path.query()));
      case VAULT -> json(200, pages.vault(path.key()));
      case ROUTES -> json(200, pages.routes(path));
      case ROUTE -> json(200, pages.route(path));
      case PLUGINS -> get ? list(path) : create(request, path);
      case PLUGIN -> one(request, path);
    };
  }

  private Response list(AdminPath path) {
    Page page = model.list(path.workspace(), path.parent(), path.query());
    return json(200, pages.list(page, path));
  }

  private Response create(Request request, AdminPath path) {
    if (!request.method().equals("POST")) {
      throw notAllowed();
    }
    return json(201, model.create(path.workspace(), path.parent(), body(request)));
  }

  private Response one(Request request, AdminPath path) {
    Optional<ObjectNode> found = model.find(path.workspace(), path.key());
    boolean here = found.filter(plugin -> isBelow(plugin, path)).isPresent();
    if (!here && !request.method().equals("PUT") && !request.method().equals("DELETE")) {
      throw KongRefusal.notFound();
    }
    return switch (request.method()) {
      case "GET" -> json(200, found.orElseThrow(KongRefusal::notFound));
      case "PATCH" -> json(200, model.patch(path.workspace(), path.key(), body(request)));
      case "PUT" -> json(200, model.put(path.workspace(), path.key(), body(request)));
      case "DELETE" -> {
        model.delete(path.workspace(), path.key());
        yield new Response(204, Headers.NONE, Bytes.EMPTY);
      }
      default -> throw notAllowed();
    };
  }

  private boolean isBelow(ObjectNode plugin, AdminPath path) {
    return path.parent()
        .map(parent -> parent.kind().idIn(plugin).equals(model.idOf(path.workspace(), parent)))
        .orElse(true);
  }

  private static KongRefusal notAllowed() {
    return KongRefusal.plain(405, "Method not allowed");
  }

  private static ObjectNode body(Request request) {
    try {
      JsonNode body = MAPPER.readTree(request.body().decode().text());
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException | UnreadableBodyException e) {
      // Said below.
    }
    throw KongRefusal.plain(400, "Cannot parse JSON body");
  }

  private static Response json(int status, ObjectNode body) {
    return new Response(
        status,
        Headers.of("Content-Type", "application/json; charset=utf-8"),
        Bytes.utf8(body.toString()));
  }
}
