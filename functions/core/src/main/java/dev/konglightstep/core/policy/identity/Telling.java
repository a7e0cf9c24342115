package dev.konglightstep.core.policy.identity;

import static dev.konglightstep.core.policy.IdentityNames.ENDUSER_ID;
import static dev.konglightstep.core.policy.IdentityNames.PREFIX;
import static dev.konglightstep.core.policy.IdentityNames.TAG;
import static dev.konglightstep.core.policy.IdentityNames.USER_HASH;
import static dev.konglightstep.core.policy.IdentityNames.USER_ID;
import static dev.konglightstep.core.policy.IdentityNames.USER_NAME;

import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.directory.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Puts what was found about a claim into words: for rules, and for spans as the policy allows. */
final class Telling {
  private static final String TYPE = "type";
  private static final String ARN = "arn";
  private static final String NAME = "name";
  private static final String PERSON = "person";
  private static final String ASSUMED_ROLE = "assumed-role";
  private static final String USER = "user";
  private static final Set<String> PERSONAL = Set.of(PERSON, USER, "federated-user");
  private static final Set<String> NAMED_BY_THEMSELVES =
      Set.of(USER, "role", ASSUMED_ROLE, "federated-user", "root", "service", "account");

  private final Identity identity;
  private final Identity.Children children;
  private final Optional<Pseudonyms> pseudonyms;
  private final BinaryOperator<String> clean;

  /**
   * Nothing is told yet.
   *
   * @param clean what may be told of an attribute's text, by its key and the text
   */
  Telling(
      Identity identity,
      Identity.Children children,
      Optional<Pseudonyms> pseudonyms,
      BinaryOperator<String> clean) {
    this.identity = identity;
    this.children = children;
    this.pseudonyms = pseudonyms;
    this.clean = clean;
  }

  /** What is told of a claim. */
  Principal tell(Finding finding, Claim claim, boolean verified) {
    Map<String, String> known = known(finding, claim, verified);
    Map<String, String> told = new LinkedHashMap<>();
    if (finding.status() == Status.RESOLVED
        && (verified || identity.users() == Identity.Users.CLAIMED)) {
      finding.speaker().ifPresent(speaker -> user(told, finding, speaker, known));
    }
    String type = known.getOrDefault(TYPE, "");
    known.forEach((name, value) -> attribute(told, name, value, type));
    told.replaceAll(clean);
    return new Principal(finding.status(), verified, known, told, child(told));
  }

  private Map<String, String> known(Finding finding, Claim claim, boolean verified) {
    Map<String, String> known = new LinkedHashMap<>();
    finding.principal().flatMap(entry -> entry.field(ARN)).ifPresent(arn -> known.put(ARN, arn));
    type(finding).ifPresent(type -> known.put(TYPE, type));
    finding.accountId().ifPresent(id -> known.put("account_id", id));
    finding.accountName().ifPresent(name -> known.put("account_name", name));
    finding.sessionName().ifPresent(name -> known.put("session_name", name));
    known.put("status", finding.status().text());
    known.put("source", claim.attribute());
    known.put("assurance", verified ? "verified" : "claimed");
    finding.principal().ifPresent(entry -> tags(known, entry));
    finding.person().ifPresent(entry -> tags(known, entry));
    return known;
  }

  private static void tags(Map<String, String> known, Entry entry) {
    entry.forEach(
        (name, value) -> {
          if (name.startsWith(TAG)) {
            known.put(name, value);
          }
        });
  }

  private static Optional<String> type(Finding finding) {
    if (finding.person().isPresent()) {
      return Optional.of(PERSON);
    }
    if (finding.principal().isPresent() && finding.sessionName().isPresent()) {
      return Optional.of(ASSUMED_ROLE);
    }
    return finding
        .principal()
        .flatMap(entry -> entry.field(TYPE))
        .or(() -> finding.meant().map(Identifier::kind).filter(NAMED_BY_THEMSELVES::contains));
  }

  /** A user of IAM is called like a person more often than not, and so is a federated one. */
  private static boolean isPersonal(Map<String, String> known) {
    return PERSONAL.contains(known.getOrDefault(TYPE, ""));
  }

  private void user(
      Map<String, String> told, Finding finding, Entry speaker, Map<String, String> known) {
    if (identity.pseudonyms() && isPersonal(known)) {
      pseudonyms.ifPresent(
          made -> {
            told.put(USER_ID, made.of(speaker.key()));
            made.before(speaker.key()).ifPresent(before -> told.put(USER_HASH, before));
            told.put(ENDUSER_ID, made.of(speaker.key()));
          });
      return;
    }
    String id = speaker.field("id").or(finding::accountId).orElseGet(speaker::key);
    told.put(USER_ID, id);
    Optional<String> name = speaker.field(NAME);
    name.ifPresent(text -> told.put(USER_NAME, text));
    told.put(ENDUSER_ID, speaker.field(ARN).or(() -> name).orElse(id));
  }

  /** A person acts by a role, whose ARN says nothing of them; a user of IAM is in its own. */
  private void attribute(Map<String, String> told, String name, String value, String type) {
    boolean named = (name.equals(ARN) && type.equals(USER)) || name.equals("session_name");
    if (name.startsWith(TAG) && !identity.tags().contains(name.substring(TAG.length()))) {
      return;
    }
    if (!identity.pseudonyms() || !named) {
      told.put(PREFIX + name, value);
    } else {
      pseudonyms.ifPresent(made -> told.put(PREFIX + name, made.of(value)));
    }
  }

  private Map<String, String> child(Map<String, String> told) {
    return switch (children) {
      case FULL -> told;
      case NONE -> Map.of();
      case SHORT -> {
        Map<String, String> some = new LinkedHashMap<>(told);
        some.keySet().retainAll(Set.of(USER_ID, PREFIX + ARN, PREFIX + "status"));
        yield some;
      }
    };
  }
}
