package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.TextEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Cleans the texts of one request, each as the keys above it demand. */
final class Cleaner implements TextEditor {
  private static final String SECRET_KEY = "secret-key";
  private static final String URL_QUERY = "url-query";
  private static final String SQL_LITERALS = "sql-literals";
  private static final Bytes SECRET = Mark.of(SECRET_KEY);
  private static final KeySet CLAIMS = KeySet.of(List.of("aws.sigv4.access_key_id"));
  private static final KeySet URLS =
      KeySet.of(
          List.of(
              "http.url",
              "url.full",
              "http.target",
              "url.original",
              "http.referer",
              "http.request.header.referer"));
  private static final KeySet QUERIES = KeySet.of(List.of("url.query", "url.fragment"));
  private static final KeySet STATEMENTS = KeySet.of(List.of("db.statement", "db.query.text"));

  private final Redaction redaction;
  private final List<Masking> detectors;
  private final ToIntFunction<Bytes> looking;
  private final Map<String, Integer> masked;
  private final Kind kind;
  private final List<Mask> masks;

  /**
   * For what stands under no key.
   *
   * @param looking the bits of the detectors that a text has to pass
   * @param masked where what is taken out is counted, by rule
   */
  Cleaner(
      Redaction redaction,
      List<Masking> detectors,
      ToIntFunction<Bytes> looking,
      Map<String, Integer> masked) {
    this(
        redaction,
        detectors,
        looking,
        masked,
        Kind.TEXT,
        redaction.masks().stream().filter(mask -> mask.keys().isEmpty()).toList());
  }

  private Cleaner(
      Redaction redaction,
      List<Masking> detectors,
      ToIntFunction<Bytes> looking,
      Map<String, Integer> masked,
      Kind kind,
      List<Mask> masks) {
    this.redaction = redaction;
    this.detectors = detectors;
    this.looking = looking;
    this.masked = masked;
    this.kind = kind;
    this.masks = masks;
  }

  @Override
  public TextEditor under(Bytes key) {
    Kind under = kind.and(Kind.of(key));
    List<Mask> more = masks(key);
    return under == kind && more.size() == masks.size()
        ? this
        : new Cleaner(redaction, detectors, looking, masked, under, more);
  }

  private List<Mask> masks(Bytes key) {
    if (redaction.masks().size() == masks.size()) {
      return masks;
    }
    List<Mask> active = new ArrayList<>();
    for (Mask mask : redaction.masks()) {
      if (masks.contains(mask) || mask.keys().stream().anyMatch(glob -> glob.matches(key))) {
        active.add(mask);
      }
    }
    return active;
  }

  @Override
  public Bytes replacement() {
    return kind == Kind.SECRET ? SECRET : Bytes.EMPTY;
  }

  @Override
  public void replaced() {
    count(SECRET_KEY);
  }

  @Override
  public Bytes edit(Bytes text) {
    Bytes edited = byKind(text);
    int bits = looking.applyAsInt(text) & (isClaim(text) ? ~Detector.AWS_KEY.bit() : -1);
    for (Masking detector : detectors) {
      if ((detector.bit() & bits) != 0) {
        edited = detector.mask(edited, masked);
      }
    }
    for (Mask mask : masks) {
      edited = Masking.by(mask).mask(edited, masked);
    }
    return edited;
  }

  private boolean isClaim(Bytes text) {
    return kind == Kind.CLAIM && AwsKeys.isId(text);
  }

  private Bytes byKind(Bytes text) {
    return switch (kind) {
      case TEXT, CLAIM, SECRET -> text;
      case STATEMENT -> changed(SQL_LITERALS, text, statement(text));
      case QUERY -> changed(URL_QUERY, text, query(text));
      case URL -> changed(URL_QUERY, text, url(text));
    };
  }

  private Bytes statement(Bytes text) {
    return switch (redaction.sqlLiterals()) {
      case REMOVE -> Statements.withoutLiterals(text);
      case KEEP -> text;
    };
  }

  private Bytes query(Bytes text) {
    return switch (redaction.urlQuery()) {
      case REMOVE -> Bytes.EMPTY;
      case NAMES -> Urls.names(text);
      case KEEP -> withoutSecrets(text);
    };
  }

  /** As it would be behind its question mark. */
  private Bytes withoutSecrets(Bytes query) {
    byte[] copy = new byte[1 + query.length()];
    copy[0] = '?';
    System.arraycopy(query.array(), query.offset(), copy, 1, query.length());
    Bytes asked = Bytes.of(copy);
    for (Masking detector : detectors) {
      if (detector.bit() == Detector.URL_SECRET.bit()) {
        asked = detector.mask(asked, masked);
      }
    }
    return asked.slice(1, asked.length() - 1);
  }

  private Bytes url(Bytes text) {
    return switch (redaction.urlQuery()) {
      case REMOVE -> Urls.withoutQuery(text);
      case NAMES -> Urls.withNames(text);
      case KEEP -> text;
    };
  }

  private Bytes changed(String rule, Bytes before, Bytes after) {
    if (!after.equals(before)) {
      count(rule);
    }
    return after;
  }

  private void count(String rule) {
    masked.merge(rule, 1, Integer::sum);
  }

  /** What a key says about its values; what comes later holds against what comes before. */
  private enum Kind {
    TEXT,
    /** Says who somebody is; resolving it is the principal map's. */
    CLAIM,
    STATEMENT,
    URL,
    QUERY,
    SECRET;

    private static final String PARAMETERS = "db.query.parameter.";

    static Kind of(Bytes key) {
      byte[] bytes = key.array();
      int from = key.offset();
      int to = from + key.length();
      if (KeyNames.isSecret(bytes, from, to) || Chars.startsWith(bytes, from, to, PARAMETERS)) {
        return SECRET;
      }
      if (QUERIES.contains(bytes, from, to)) {
        return QUERY;
      }
      if (URLS.contains(bytes, from, to)) {
        return URL;
      }
      if (STATEMENTS.contains(bytes, from, to)) {
        return STATEMENT;
      }
      return CLAIMS.contains(bytes, from, to) ? CLAIM : TEXT;
    }

    Kind and(Kind other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }
}
