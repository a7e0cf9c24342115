package dev.konglightstep.core.policy.redaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What must go, said once more with protobuf-java's objects: slow, and plain to see. */
final class NaiveRedactor {
  private static final String MARK = "[masked:secret-key]";
  private static final Set<String> KEYS_OF_TEXTS =
      Set.of("http.url", "url.full", "http.target", "url.query", "db.statement", "db.query.text");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i).*(token|secret|password|passwd|passphrase|pwd|authorization|cookie|signature"
              + "|(api|access|secret|private)[-_]?key)");

  private NaiveRedactor() {}

  static Message redacted(Message message) {
    return redacted(message, "");
  }

  private static Message redacted(Message message, String above) {
    Message.Builder builder = message.toBuilder();
    String key = above;
    if (message.getDescriptorForType().getName().equals("KeyValue")) {
      key = stronger(above, string(message, "key"));
      if (isSecret(key) && message.hasField(field(message, "value"))) {
        FieldDescriptor value = field(message, "value");
        Message.Builder mark = builder.newBuilderForField(value);
        mark.setField(value.getMessageType().findFieldByName("string_value"), MARK);
        return builder
            .setField(value, mark.build())
            .setField(field(message, "key"), edited(string(message, "key"), above))
            .build();
      }
    }
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      redact(builder, field, field.getName().equals("key") ? above : key);
    }
    return builder.build();
  }

  private static void redact(Message.Builder builder, FieldDescriptor field, String key) {
    if (field.isRepeated()) {
      for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
        builder.setRepeatedField(
            field, i, redacted(field, builder.getRepeatedField(field, i), key));
      }
    } else {
      builder.setField(field, redacted(field, builder.getField(field), key));
    }
  }

  private static Object redacted(FieldDescriptor field, Object value, String key) {
    return switch (value) {
      case Message message -> redacted(message, key);
      case String text -> edited(text, key);
      case ByteString bytes when field.getName().equals("bytes_value") ->
          ByteString.copyFromUtf8(edited(bytes.toStringUtf8(), key));
      default -> value;
    };
  }

  /** What holds for a value below two keys: the one that leaves less of it. */
  private static String stronger(String above, String key) {
    return strength(key) >= strength(above) ? key : above;
  }

  private static int strength(String key) {
    return isSecret(key) ? 2 : KEYS_OF_TEXTS.contains(key) ? 1 : 0;
  }

  private static boolean isSecret(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return SECRET_KEY.matcher(last).matches() || key.startsWith("db.query.parameter.");
  }

  private static String edited(String text, String key) {
    String edited =
        switch (key) {
          case "http.url", "url.full", "http.target" -> text.split("[?#]", 2)[0];
          case "url.query" -> "";
          case "db.statement", "db.query.text" -> text.replaceAll("'[^']*'", "?");
          default -> text;
        };
    for (Rule rule : Rule.ALL) {
      edited = rule.replace(edited);
    }
    return edited;
  }

  private static String string(Message message, String name) {
    return (String) message.getField(field(message, name));
  }

  private static FieldDescriptor field(Message message, String name) {
    return message.getDescriptorForType().findFieldByName(name);
  }

  /** A pattern whose first group stays before the mark. */
  private record Rule(String name, Pattern pattern) {
    static final List<Rule> ALL =
        List.of(
            rule("url-secret", "(://)[^/\\s@]+(?=@)"),
            rule("url-secret", "([?&;](?:api_?key|key|sig|code)=)(?!\\[masked)[^&#\\s]+"),
            rule("known-token", "(?<![A-Za-z0-9])()npm_[\\w-]{12,}"),
            rule("known-token", "(?s)()-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*-----"),
            rule("jwt", "()eyJ[\\w-]{5,}\\.[\\w-]+\\.[\\w.-]*"),
            rule("aws-key", "(?<![A-Za-z0-9])()A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])"),
            rule("aws-key", "(?<![\\w+/])()(?=\\S*[A-Z])(?=\\S*[a-z])[\\w+/]{40}(?![\\w+/=])"),
            rule("bearer", "(?i)(\\bbearer +)[\\w.~+/=-]{6,}"),
            rule("bearer", "(?i)(\\bbasic +)(?=\\w*[0-9])[\\w.~+/=-]{6,}"),
            rule("secret-word", "(?i)((?:authorization|cookie): )(?!\\[masked)[^\\r\\n]+"),
            rule(
                "secret-word",
                "(?i)((?:password|token|api_key)\"?(?: [a-z]+)?[:=] ?\"?)(?!\\[masked)[^\\s\";&}]+"),
            rule("secret-word", "(?i)(with password )(?!\\[masked)\\S+"),
            rule("secret-word", "(?i)(token \")(?=[^\"]*[0-9])(?!\\[masked)[^\"]+"),
            rule("card", "(?<!\\w)()4[0-9]{3}([ -]?)[0-9]{4}\\2[0-9]{4}\\2[0-9]{4}(?!\\w)"));

    static Rule rule(String name, String pattern) {
      return new Rule(name, Pattern.compile(pattern));
    }

    String replace(String text) {
      return pattern
          .matcher(text)
          .replaceAll(
              match ->
                  name.equals("card") && !isCard(match.group())
                      ? match.group()
                      : match.group(1) + "[masked:" + name + "]");
    }

    /** ISO/IEC 7812-1, Annex B. */
    private static boolean isCard(String number) {
      String digits = number.replaceAll("[ -]", "");
      int sum = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = digits.charAt(digits.length() - 1 - i) - '0';
        int weighed = i % 2 == 1 ? 2 * digit : digit;
        sum += weighed / 10 + weighed % 10;
      }
      return sum % 10 == 0;
    }
  }
}
