package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a target's Admin APIs: what opens them, and what stands before a path there. */
final class KongAccess {
  private final KongTarget target;
  private final Transport transport;
  private final Credentials credentials;
  private final KongNode.Need need;
  private final Duration timeout;
  private final Set<URI> usable = ConcurrentHashMap.newKeySet();
  private volatile Headers access = Headers.NONE;

  /**
   * Nothing is asked yet.
   *
   * @param need what a Kong must be able to do
   * @param timeout of a request
   */
  KongAccess(
      KongTarget target,
      Transport transport,
      Credentials credentials,
      KongNode.Need need,
      Duration timeout) {
    this.target = target;
    this.transport = transport;
    this.credentials = credentials;
    this.need = need;
    this.timeout = timeout;
  }

  /** Reads the credential again. */
  void renew() throws TargetException {
    access = readCredential();
  }

  /** Reads the credential if that was not done yet. */
  void open() throws TargetException {
    if (access.equals(Headers.NONE)) {
      renew();
    }
  }

  /** The Admin API at a URL, whose Kong is what we need. */
  AdminApi usable(URI url) throws TargetException {
    AdminApi api = new AdminApi(url.toString(), transport, access);
    if (!usable.contains(url)) {
      new KongNode(api.get("/", timeout)).requireUsable(url.toString(), need);
      usable.add(url);
    }
    return api;
  }

  /** What stands before a path for each workspace. */
  List<String> prefixes(AdminApi api) throws TargetException {
    if (target.workspace().isEmpty()) {
      return List.of("");
    }
    if (!target.workspace().get().equals("*")) {
      return List.of("/" + target.workspace().get());
    }
    List<String> prefixes = new ArrayList<>();
    for (ObjectNode workspace : api.list("/workspaces", List.of(), timeout)) {
      prefixes.add("/" + AdminApi.encode(workspace.path("name").asText()));
    }
    return prefixes;
  }

  private Headers readCredential() throws TargetException {
    if (target.credential().isEmpty()) {
      return Headers.NONE;
    }
    try {
      Credential credential = credentials.read(target.credential().get());
      return Headers.of(target.credentialHeader(), credential.reveal());
    } catch (SecretUnavailableException e) {
      throw new TargetException(
          e.isMalformed() ? Kind.MISCONFIGURED : Kind.UNREACHABLE,
          "its credential: " + e.getMessage());
    }
  }
}
