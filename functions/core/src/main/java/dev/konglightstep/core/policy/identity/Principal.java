package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.policy.IdentityNames;
import java.util.Map;
import java.util.Optional;

/** Who is behind a claim: as rules ask for it, and as spans are told, encoded once. */
final class Principal {
  private final Status status;
  private final boolean verified;
  private final Map<String, String> known;
  private final Map<String, String> told;
  private final Attributes root;
  private final Attributes child;

  /**
   * All about one.
   *
   * @param verified whether there is no doubt that the claim is true
   * @param known by the names that policies use
   * @param told attributes of the root
   * @param child attributes of the spans below it
   */
  Principal(
      Status status,
      boolean verified,
      Map<String, String> known,
      Map<String, String> told,
      Map<String, String> child) {
    this.status = status;
    this.verified = verified;
    this.known = Map.copyOf(known);
    this.told = told;
    this.root = attributes(told);
    this.child = attributes(child);
  }

  boolean isResolved() {
    return status == Status.RESOLVED;
  }

  /** Whether it speaks rather than one whose claim the policy trusts more. */
  boolean isBetterThan(Principal first) {
    return verified == first.verified ? isResolved() && !first.isResolved() : verified;
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(known.get(name));
  }

  /** How figures name it: the ARN as spans are told it, else the user. */
  Optional<String> label() {
    return Optional.ofNullable(told.get(IdentityNames.PREFIX + "arn"))
        .or(() -> Optional.ofNullable(told.get(IdentityNames.USER_ID)));
  }

  /** What the root is told, by its attributes' keys. */
  Map<String, String> told() {
    return told;
  }

  Attributes root() {
    return root;
  }

  Attributes child() {
    return child;
  }

  private static Attributes attributes(Map<String, String> texts) {
    Attributes attributes = Attributes.NONE;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      attributes = attributes.text(text.getKey(), text.getValue());
    }
    return attributes;
  }

  /** Says nothing of a person. */
  @Override
  public String toString() {
    return "Principal[" + status.text() + "]";
  }
}
