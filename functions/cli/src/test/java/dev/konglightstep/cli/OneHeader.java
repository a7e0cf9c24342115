package dev.konglightstep.cli;

import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A target with one plugin of ours and one of somebody else's. */
final class OneHeader implements Target {
  private final String name;
  private final List<String> written = new ArrayList<>();
  private Held.Content content;

  OneHeader(String name, String value) {
    this.name = name;
    this.content = new Held.Content.Plain(Token.of(value));
  }

  void holds(Held.Content other) {
    content = other;
  }

  /** Every value that was written, oldest first. */
  List<String> written() {
    return List.copyOf(written);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reading read() {
    return new Reading(List.of(new Held("p1", content)), List.of("p9"));
  }

  @Override
  public Instant write(Held held, Token value, Instant basedOn) {
    content = new Held.Content.Plain(value);
    written.add(value.reveal());
    return basedOn;
  }
}
