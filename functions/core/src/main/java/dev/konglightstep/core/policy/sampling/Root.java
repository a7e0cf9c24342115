package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.AttributeFinder;
import dev.konglightstep.core.otlp.AttributeValue;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Index;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.ResourceFinder;
import dev.konglightstep.core.policy.Globs;
import dev.konglightstep.core.policy.Identities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

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

  private final Traces traces;
  private final Identities identities;
  private final Text route;
  private final Text url;
  private final Text path;
  private final Text host;
  private final Text method;
  private final AttributeFinder status;
  private final Text service;
  private int statusOf = -1;
  private long code;
  private int number;
  private int span;

  /** No root is looked at yet. */
  Root(ExportRequest request, Traces traces, Identities identities) {
    this.traces = traces;
    this.identities = identities;
    Index index = request.index();
    this.route = text(index, ROUTE);
    this.url = new Text(new AttributeFinder(index, URL), Urls::path);
    this.path = text(index, PATH);
    this.host = text(index, HOST);
    this.method = text(index, METHOD);
    this.status = new AttributeFinder(index, STATUS);
    ResourceFinder resource = new ResourceFinder(index, SERVICE);
    this.service = new Text(resource::find, resource.value(), UnaryOperator.identity());
  }

  private Text text(Index index, KeySet key) {
    return new Text(new AttributeFinder(index, key), UnaryOperator.identity());
  }

  /** Looks at another one. */
  Root at(int root) {
    number = root;
    span = traces.root(root);
    return this;
  }

  boolean meets(Asked asked) {
    return anyRoute(asked.routes())
        && anyPath(asked.paths())
        && (asked.hosts().isEmpty() || host.matches(asked.hosts()))
        && (asked.methods().isEmpty() || method.isIn(asked.methods()))
        && anyStatus(asked.statuses())
        && traces.duration(number) >= asked.leastNanos()
        && (asked.error().isEmpty() || asked.error().get() == isError())
        && isBehind(asked.principal())
        && (asked.services().isEmpty() || service.matches(asked.services()));
  }

  private boolean anyRoute(Globs globs) {
    return globs.isEmpty()
        || route.matches(globs)
        || (route.startsWith('~') && route.withoutFirstMatches(globs));
  }

  private boolean anyPath(Globs globs) {
    return globs.isEmpty() || (url.isThere() ? url.matches(globs) : path.matches(globs));
  }

  private boolean anyStatus(List<StatusRange> ranges) {
    if (ranges.isEmpty()) {
      return true;
    }
    long code = status();
    for (StatusRange range : ranges) {
      if (range.contains(code)) {
        return true;
      }
    }
    return false;
  }

  private boolean isError() {
    return status() >= SERVER_ERROR || traces.isError(traces.traceOf(span));
  }

  private boolean isBehind(Map<String, Globs> principal) {
    for (Map.Entry<String, Globs> asked : principal.entrySet()) {
      Optional<String> value = identities.attribute(span, asked.getKey());
      if (value.isEmpty() || !asked.getValue().match(Bytes.utf8(value.get()))) {
        return false;
      }
    }
    return true;
  }

  /** 0 if there is none: the client went away before Kong had one. */
  private long status() {
    if (statusOf != span) {
      statusOf = span;
      code = status.find(span) ? (long) status.value().number() : 0;
    }
    return code;
  }

  /** An attribute, read once for each root that a rule asks it of. */
  private final class Text {
    private final IntPredicate finder;
    private final AttributeValue whole;
    private final UnaryOperator<Bytes> part;
    private int read = -1;
    private boolean found;
    private Bytes value = Bytes.EMPTY;
    private long pairs;

    Text(AttributeFinder finder, UnaryOperator<Bytes> part) {
      this(finder::find, finder.value(), part);
    }

    /**
     * Nothing is read yet.
     *
     * @param finder reads it of a span, if it is there
     * @param whole what was read
     * @param part what of it is looked at
     */
    Text(IntPredicate finder, AttributeValue whole, UnaryOperator<Bytes> part) {
      this.finder = finder;
      this.whole = whole;
      this.part = part;
    }

    boolean isThere() {
      if (read != span) {
        read = span;
        found = finder.test(span);
        value = found ? part.apply(whole.text()) : Bytes.EMPTY;
        pairs = Globs.pairs(value);
      }
      return found;
    }

    boolean matches(Globs globs) {
      return isThere() && globs.match(value, pairs);
    }

    boolean startsWith(char first) {
      return isThere() && !value.isEmpty() && value.at(0) == first;
    }

    boolean withoutFirstMatches(Globs globs) {
      return globs.match(value.slice(1, value.length() - 1), pairs);
    }

    /** What is not there is the empty text. */
    boolean isIn(KeySet texts) {
      isThere();
      return texts.contains(value.array(), value.offset(), value.offset() + value.length());
    }
  }
}
