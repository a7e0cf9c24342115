package dev.konglightstep.core.policy.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up texts with secrets in them, and remembers which and what was beside them. */
final class Planter {
  private static final String CONSONANTS = "bdfghjmn";
  private static final String MIXED = "bdfghjkmnz23456789";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** A secret goes where {@code %s} stands. */
  private static final List<String> CARRIERS =
      List.of(
          "password=%s",
          "Password: %s",
          "login with password %s",
          "token \"%s\"; token: \"%1$s\"",
          "{\"api_key\":\"%s\"}",
          "payment token rejected: %s",
          "Cookie: a=%s\n",
          "Authorization: Digest %s\n",
          "Bearer %s",
          "basic %s==",
          "https://me:%s@host/path",
          "GET /path?page=1&apikey=%s&other=2",
          "npm_%s",
          "eyJhbGciOi.%s.%1$s",
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----");

  /** Nothing here is a secret, much as it may look like one. */
  private static final List<String> HARMLESS =
      List.of(
          "password is required",
          "the token expired",
          "AROAIOSFODNN7EXAMPLE",
          "basic auth",
          "4111 1111 1111 1112",
          "0123456789abcdef0123456789abcdef01234567",
          "https://host/path/a@b",
          "GET /path?page=1",
          "kéy",
          "");

  private final Random random;
  private final boolean secrets;
  private final List<String> gone = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();

  /** Plants none where it must not. */
  Planter(Random random, boolean secrets) {
    this.random = random;
    this.secrets = secrets;
  }

  /** What must not be left. */
  List<String> gone() {
    return gone;
  }

  /** What must be left. */
  List<String> kept() {
    return kept;
  }

  /** A text that is a word for itself, before a secret, and behind it. */
  String text() {
    if (!secrets || random.nextInt(3) == 0) {
      return word() + " " + HARMLESS.get(random.nextInt(HARMLESS.size()));
    }
    return word() + " " + secretInContext() + " " + word();
  }

  /** Something that stays. */
  String word() {
    String word = "kept" + some(CONSONANTS, 9);
    kept.add(word);
    return word;
  }

  /** Something that goes, but tells nobody so by its looks. */
  String bare() {
    String secret = "qz" + some(CONSONANTS, 10);
    gone.add(secret);
    return secret;
  }

  private String secretInContext() {
    return switch (random.nextInt(6)) {
      case 0 -> gone((random.nextBoolean() ? "AKIA" : "ASIA") + some(BASE32, 16));
      case 1 -> gone(secretKey());
      case 2 -> gone(card());
      default -> {
        String secret = gone("q7" + some(MIXED, 12));
        yield CARRIERS.get(random.nextInt(CARRIERS.size())).formatted(secret);
      }
    };
  }

  private String gone(String secret) {
    gone.add(secret);
    return secret;
  }

  /** As AWS makes them, with the cases and digits in turns. */
  private String secretKey() {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      key.append(some("ABCDEFGH", 1)).append(some("bdfghjkm", 1));
      key.append(some("123456789", 1)).append(some("xyzXYZ/+", 1));
    }
    return key.toString();
  }

  /** A number of Visa's, as people write it. */
  private String card() {
    String digits = "4" + some("0123456789", 14);
    String sign = List.of("", " ", "-").get(random.nextInt(3));
    String number = digits + checkDigit(digits);
    return String.join(
        sign,
        number.substring(0, 4),
        number.substring(4, 8),
        number.substring(8, 12),
        number.substring(12));
  }

  /** ISO/IEC 7812-1, Annex B. */
  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed / 10 + weighed % 10;
    }
    return (10 - sum % 10) % 10;
  }

  private String some(String characters, int count) {
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < count; i++) {
      some.append(characters.charAt(random.nextInt(characters.length())));
    }
    return some.toString();
  }
}
