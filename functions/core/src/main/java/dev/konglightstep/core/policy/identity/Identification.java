package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.SelectedAttributes;
import dev.konglightstep.core.otlp.SpanFields;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.redaction.Redactor;
import dev.konglightstep.core.policy.sampling.Traces;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Identity as a policy wants it, by one snapshot of the principals. Thread-safe. */
public final class Identification implements Principals {
  /** Callers come again and again; who changes their names has the others looked up again. */
  private static final int PLACES = 1024;

  /** A longer text names nobody: no identifier may be as long. */
  private static final int MOST_BYTES = 16_384;

  private static final KeySet CREDENTIAL = KeySet.of(List.of("kong.auth.credential.id"));
  private static final KeyMatcher ACCESS_KEY = key(Claim.SIGV4);
  private static final KeyMatcher CLAIMS =
      KeySet.of(
          List.of(
              Claim.CUSTOM_ID.attribute(),
              Claim.CONSUMER_NAME.attribute(),
              Claim.LATTICE.attribute(),
              Claim.ALB.attribute(),
              Claim.SIGV4.attribute()));

  private final Finder finder;
  private final Telling telling;
  private final Identity identity;
  private final Identity.Children children;
  private final String version;
  private final RememberedRoots remembered;

  /** Those of the claims that are looked at, in their order, the credential's, and the others. */
  private final List<KeySet> keys;

  private final AtomicReferenceArray<@Nullable Known> lately = new AtomicReferenceArray<>(PLACES);

  /**
   * Nobody is looked up yet.
   *
   * @param pseudonyms empty if there is no key for them; a policy that wants them then tells nobody
   * @param redactor takes secrets out of what is told: a session's name is its caller's choice
   * @param remembered the roots of batches before, under whatever policy
   */
  public Identification(
      Identity identity,
      Snapshot snapshot,
      Optional<Pseudonyms> pseudonyms,
      Redactor redactor,
      RememberedRoots remembered) {
    this.identity = identity;
    this.finder = new Finder(identity, snapshot);
    this.children = children(identity, snapshot);
    this.telling = new Telling(identity, children, pseudonyms, redactor::text);
    this.version = snapshot.version();
    this.remembered = remembered;
    this.keys = keys(identity.claims());
  }

  /** Where there is no directory, nothing is ever known, and the root alone says so. */
  private static Identity.Children children(Identity identity, Snapshot snapshot) {
    return snapshot instanceof Snapshot.None ? Identity.Children.NONE : identity.children();
  }

  private static List<KeySet> keys(List<Claim> looked) {
    List<KeySet> keys = new ArrayList<>();
    looked.forEach(claim -> keys.add(key(claim)));
    keys.add(CREDENTIAL);
    Stream.of(Claim.values())
        .filter(claim -> !looked.contains(claim))
        .forEach(claim -> keys.add(key(claim)));
    return keys;
  }

  private static KeySet key(Claim claim) {
    return KeySet.of(List.of(claim.attribute()));
  }

  @Override
  public boolean concern(ExportRequest request) {
    boolean mayBeBelow = children != Identity.Children.NONE && !remembered.isEmpty();
    return mayBeBelow || claims(request).anywhere();
  }

  @Override
  public Identities of(ExportRequest request, Supplier<Traces> traces) {
    SelectedAttributes claims = claims(request);
    return children == Identity.Children.NONE && identity.decisions() == 0
        ? ofRoots(request, claims)
        : ofAll(traces.get(), claims);
  }

  private Identities ofRoots(ExportRequest request, SelectedAttributes claims) {
    if (!claims.anywhere()) {
      return Identities.NONE;
    }
    @Nullable Caller[] callers = new @Nullable Caller[request.items()];
    SpanFields fields = new SpanFields(request.index());
    for (int span = 0; span < callers.length; span++) {
      if (claims.read(span)) {
        fields.read(span);
        callers[span] = Traces.isRoot(fields) ? caller(claims, Traces.second(fields)) : null;
      }
    }
    return new RootIdentities(callers);
  }

  private Identities ofAll(Traces traces, SelectedAttributes claims) {
    @Nullable Caller[] callers = new @Nullable Caller[traces.roots()];
    boolean any = false;
    for (int number = 0; number < callers.length && claims.anywhere(); number++) {
      if (claims.read(traces.root(number))) {
        callers[number] = caller(claims, traces.second(number));
        any |= callers[number] != null;
      }
    }
    return any || !remembered.isEmpty()
        ? new RequestIdentities(
            traces,
            callers,
            remembered,
            children != Identity.Children.NONE,
            identity.decisions(),
            version)
        : Identities.NONE;
  }

  private SelectedAttributes claims(ExportRequest request) {
    return new SelectedAttributes(request.index(), keys);
  }

  /**
   * Who speaks for a root: the first claim that is resolved, else the first there is. Where one is
   * verified, those that are only claimed have no say: whoever may call at all could name another.
   */
  private @Nullable Caller caller(SelectedAttributes claims, long second) {
    boolean authenticated = claims.has(identity.claims().size());
    Principal speaks = null;
    boolean hidesKey = false;
    for (int i = 0; i < identity.claims().size(); i++) {
      if (claims.has(i)) {
        Claim claim = identity.claims().get(i);
        boolean verified = identity.verifies(claim, authenticated);
        Principal principal = principal(claim, verified, claims.value(i).text(), second);
        hidesKey |= claim == Claim.SIGV4 && principal.isResolved();
        speaks = speaks == null || principal.isBetterThan(speaks) ? principal : speaks;
      }
    }
    return speaks == null ? null : new Caller(speaks, hidesKey ? ACCESS_KEY : KeyMatcher.NONE);
  }

  /** A claim may have a person's address or name in it, where a pseudonym shall be instead. */
  @Override
  public KeyMatcher removedEverywhere() {
    return identity.pseudonyms() ? CLAIMS : KeyMatcher.NONE;
  }

  private Principal principal(Claim claim, boolean verified, Bytes text, long second) {
    if (text.isEmpty() || text.length() > MOST_BYTES) {
      return look(claim, verified, Bytes.EMPTY, second).principal;
    }
    int place = place(claim, verified, text);
    Known known = lately.get(place);
    if (known == null || !known.is(claim, verified, text, second)) {
      known = look(claim, verified, Bytes.of(text.copy()), second);
      lately.set(place, known);
    }
    return known.principal;
  }

  private Known look(Claim claim, boolean verified, Bytes text, long second) {
    Finding finding = finder.find(claim, text.text(), second);
    return new Known(claim, verified, text, finding.same(), telling.tell(finding, claim, verified));
  }

  private static int place(Claim claim, boolean verified, Bytes text) {
    int hash = text.hashCode() * 31 + claim.attribute().hashCode() + (verified ? 1 : 0);
    return (hash ^ hash >>> 10 ^ hash >>> 20) & (PLACES - 1);
  }

  /** What was found of a claim, and when that holds. */
  private record Known(
      Claim claim, boolean verified, Bytes text, Validity same, Principal principal) {
    boolean is(Claim other, boolean otherVerified, Bytes otherText, long second) {
      return claim == other
          && verified == otherVerified
          && same.contains(second)
          && text.equals(otherText);
    }

    /** Says nothing of a person. */
    @Override
    public String toString() {
      return "Known[" + claim + ", " + principal + "]";
    }
  }
}
