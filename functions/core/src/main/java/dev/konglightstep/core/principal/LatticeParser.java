package dev.konglightstep.core.principal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads VPC Lattice's identity, one field after the other. */
final class LatticeParser {
  /** Longer than all headers of a request may be together; a certificate's names are in it too. */
  private static final int MOST = 16_384;

  private static final String PRINCIPAL = "Principal";
  private static final String SESSION = "SessionName";
  private static final String ORGANIZATION = "PrincipalOrgID";
  private static final String VPC = "SourceVpcArn";

  private final String text;
  private Optional<Identifier> principal = Optional.empty();
  private final Field session = new Field(Part.SESSION_NAME);
  private final Field organization = new Field(Part.ORGANIZATION);
  private final Field vpc = new Field(Part.ARN);
  private Parsed.@Nullable Malformed<LatticeIdentity> mistake;

  LatticeParser(String text) {
    this.text = text;
  }

  Parsed<LatticeIdentity> parse() {
    if (text.length() > MOST) {
      return new Parsed.Malformed<>("expected at most 16384 characters", MOST);
    }
    int from = 0;
    while (from <= text.length() && mistake == null) {
      int to = fieldEnd(from);
      field(from, to);
      from = to + 1;
    }
    checkSession();
    return mistake != null
        ? mistake
        : new Parsed.Valid<>(
            new LatticeIdentity(principal, session.value, organization.value, vpc.value));
  }

  /** The next semicolon without a backslash before it. Semicolons alone are escaped. */
  private int fieldEnd(int from) {
    int at = text.indexOf(';', from);
    while (at > from && text.charAt(at - 1) == '\\') {
      at = text.indexOf(';', at + 1);
    }
    return at < 0 ? text.length() : at;
  }

  private void field(int start, int to) {
    int from = start;
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    int equals = text.indexOf('=', from, to);
    if (equals < 0) {
      if (from < to) {
        fail("expected <name>=<value>", from);
      }
      return;
    }
    switch (text.substring(from, equals)) {
      case PRINCIPAL -> principal(start, equals + 1, to);
      case SESSION -> value(session, equals + 1, to);
      case ORGANIZATION -> value(organization, equals + 1, to);
      case VPC -> value(vpc, equals + 1, to);
      default -> {}
    }
  }

  private void principal(int start, int from, int to) {
    if (start > 0) {
      fail("expected the principal in the first field only", start);
    } else if (!text.substring(from, to).isBlank()) {
      switch (new IdentifierParser(text, from, to).parse()) {
        case Parsed.Valid<Identifier>(Identifier value) -> principal = Optional.of(value);
        case Parsed.Malformed<Identifier>(String what, int at) -> fail(what, at);
      }
    }
  }

  private void value(Field field, int from, int to) {
    int end = to;
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    int at = from == end ? Part.NONE : field.part.mistake(text, from, end);
    if (field.seen) {
      fail("expected the field once", from);
    } else if (at != Part.NONE) {
      fail(field.part.expected(), at);
    } else if (from < end) {
      field.value = Optional.of(text.substring(from, end));
    }
    field.seen = true;
  }

  private void checkSession() {
    boolean another =
        principal.isPresent()
            && principal.get() instanceof AssumedRoleSession assumed
            && session.value.isPresent()
            && !assumed.sessionName().equals(session.value.get());
    if (another) {
      fail("expected the session's name of the principal", text.indexOf(SESSION));
    }
  }

  private void fail(String what, int at) {
    if (mistake == null) {
      mistake = new Parsed.Malformed<>(what, at);
    }
  }

  /** A field that is asked for. */
  private static final class Field {
    private final Part part;
    private Optional<String> value = Optional.empty();
    private boolean seen;

    private Field(Part part) {
      this.part = part;
    }
  }
}
