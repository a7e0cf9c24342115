package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.AttributeFinder;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Index;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.ResourceFinder;
import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.Principals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One root of a request at a time, as rules look at it: under the names that Kong gives and those
 * that OpenTelemetry gives today. What a rule does not ask for is not read.
 */
final class Root {
  private static final KeySet ROUTE = KeySet.of(List.of("http.route"));
  private static final KeySet URL = KeySet.of(List.of("http.url", "url.full"));
  private static final KeySet PATH = KeySet.of(List.of("url.path"));
  private static final KeySet HOST = KeySet.of(List.of("http.host", "server.address"));
  private static final KeySet METHOD = KeySet.of(List.of("http.method", "http.request.method"));
  private static final KeySet STATUS =
      KeySet.of(List.of("http.status_code", "http.response.status_code"));
  private static final KeySet SERVICE = KeySet.of(List.of("service.name"));
  private static final int SERVER_ERROR = 500;

  private final ExportRequest request;
  private final Traces traces;
  private final Principals principals;
  private final Text route;
  private final Text url;
  private final Text path;
  private final Text host;
  private final Text method;
  private final AttributeFinder status;
  private final ResourceFinder service;
  private int number;
  private int span;

  /** No root is looked at yet. */
  Root(ExportRequest request, Traces traces, Principals principals) {
    this.request = request;
    this.traces = traces;
    this.principals = principals;
    Index index = request.index();
    this.route = new Text(index, ROUTE);
    this.url = new Text(index, URL);
    this.path = new Text(index, PATH);
    this.host = new Text(index, HOST);
    this.method = new Text(index, METHOD);
    this.status = new AttributeFinder(index, STATUS);
    this.service = new ResourceFinder(index, SERVICE);
  }

  /** Looks at another one. */
  Root at(int root) {
    number = root;
    span = traces.root(root);
    return this;
  }

  boolean meets(Conditions when) {
    return anyRoute(when.routes())
        && anyPath(when.paths())
        && (when.hosts().isEmpty() || host.any(when.hosts()))
        && (when.methods().isEmpty() || when.methods().contains(method.value().text()))
        && anyStatus(when.statuses())
        && when.minDuration().map(this::lasted).orElse(true)
        && when.error().map(error -> error == isError()).orElse(true)
        && when.principal().entrySet().stream().allMatch(this::isBehind)
        && anyService(when.services());
  }

  private boolean anyRoute(List<Glob> globs) {
    return globs.isEmpty()
        || route.any(globs)
        || (route.startsWith('~')
            && any(globs, route.value().slice(1, route.value().length() - 1)));
  }

  private boolean anyPath(List<Glob> globs) {
    if (globs.isEmpty()) {
      return true;
    }
    return url.isThere() ? any(globs, Urls.path(url.value())) : path.any(globs);
  }

  private boolean anyStatus(List<StatusRange> ranges) {
    if (ranges.isEmpty()) {
      return true;
    }
    long code = status();
    return anyOf(ranges, range -> range.contains(code));
  }

  private boolean anyService(List<Glob> globs) {
    return globs.isEmpty() || (service.find(span) && any(globs, service.value().text()));
  }

  private boolean lasted(Duration least) {
    long nanos = traces.duration(number);
    return nanos >= 0 && Duration.ofNanos(nanos).compareTo(least) >= 0;
  }

  private boolean isError() {
    return status() >= SERVER_ERROR || traces.isError(traces.traceOf(span));
  }

  private boolean isBehind(Map.Entry<String, List<Glob>> asked) {
    return principals
        .attribute(request, span, asked.getKey())
        .filter(value -> anyOf(asked.getValue(), glob -> glob.matches(value)))
        .isPresent();
  }

  /** 0 if there is none: the client went away before Kong had one. */
  private long status() {
    return status.find(span) ? (long) status.value().number() : 0;
  }

  private static boolean any(List<Glob> globs, Bytes text) {
    return anyOf(globs, glob -> glob.matches(text));
  }

  private static <T> boolean anyOf(List<T> all, Predicate<T> meets) {
    for (T one : all) {
      if (meets.test(one)) {
        return true;
      }
    }
    return false;
  }

  /** An attribute, read once for each root that a rule asks it of. */
  private final class Text {
    private final AttributeFinder finder;
    private int read = -1;
    private boolean found;
    private Bytes value = Bytes.EMPTY;

    Text(Index index, KeySet key) {
      this.finder = new AttributeFinder(index, key);
    }

    boolean isThere() {
      if (read != span) {
        read = span;
        found = finder.find(span);
        value = found ? finder.value().text() : Bytes.EMPTY;
      }
      return found;
    }

    /** Empty if it is not there. */
    Bytes value() {
      return isThere() ? value : Bytes.EMPTY;
    }

    boolean any(List<Glob> globs) {
      return isThere() && Root.any(globs, value);
    }

    boolean startsWith(char first) {
      return !value().isEmpty() && value().at(0) == first;
    }
  }
}
