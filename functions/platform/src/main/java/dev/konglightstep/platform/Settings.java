package dev.konglightstep.platform;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads settings out of an environment; an empty value counts as absent. */
public final class Settings {
  private final Map<String, String> environment;

  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  public String text(String name, String fallback) {
    return text(name).orElse(fallback);
  }

  /** A setting without which nothing starts; {@code what} completes "is missing; set it to …". */
  public String required(String name, String what) {
    return text(name)
        .orElseThrow(() -> new SettingsException(name, "is missing; set it to " + what));
  }

  /** A positive ISO-8601 duration. */
  public Duration duration(String name, String fallback) {
    Duration duration;
    try {
      duration = Duration.parse(text(name, fallback));
    } catch (DateTimeParseException e) {
      throw new SettingsException(name, "expected an ISO-8601 duration such as " + fallback);
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new SettingsException(name, "expected a duration above zero, such as " + fallback);
    }
    return duration;
  }

  /** A whole number from {@code least} to {@code most}. */
  public int number(String name, int fallback, int least, int most) {
    String expected = "expected a whole number from " + least + " to " + most;
    int number;
    try {
      number = text(name).map(Integer::parseInt).orElse(fallback);
    } catch (NumberFormatException e) {
      throw new SettingsException(name, expected);
    }
    if (number < least || number > most) {
      throw new SettingsException(name, expected);
    }
    return number;
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E choice(String name, E fallback) {
    Class<E> type = fallback.getDeclaringClass();
    String value = text(name, fallback.name().toLowerCase(Locale.ROOT));
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    String names =
        String.join(
            " or ", java.util.Arrays.stream(type.getEnumConstants()).map(this::lower).toList());
    throw new SettingsException(name, "expected " + names);
  }

  /**
   * A base URL: scheme, host, perhaps a port, nothing else. Plain {@code http} is for the loopback
   * only, since a credential travels with every request.
   */
  public Optional<URI> origin(String name) {
    return text(name).map(value -> origin(name, value));
  }

  /** A URL that paths are added to, {@code http} or {@code https}: no credential travels there. */
  public Optional<URI> endpoint(String name) {
    return text(name)
        .map(
            value -> {
              if (!value.matches("https?://[A-Za-z0-9.\\[\\]:_-]+(/[A-Za-z0-9/._~-]*)?")) {
                throw new SettingsException(name, "expected a URL such as http://collector:4318");
              }
              return URI.create(value.replaceAll("/+$", ""));
            });
  }

  /** The path of a URL, beginning with a slash. */
  public String path(String name, String fallback) {
    String path = text(name, fallback);
    if (!path.matches("/[A-Za-z0-9/._~-]*")) {
      throw new SettingsException(name, "expected a path such as " + fallback);
    }
    return path;
  }

  private static URI origin(String name, String value) {
    try {
      return BaseUrl.parse(value);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(name, String.valueOf(e.getMessage()));
    }
  }

  private String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
