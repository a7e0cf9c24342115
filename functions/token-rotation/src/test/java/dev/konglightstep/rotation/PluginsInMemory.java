package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target whose plugins are a map, with a hook for what happens just before a write. */
final class PluginsInMemory implements Target {
  private final String name;
  private final InstantSource clock;
  private final Map<String, Held.Content> plugins = new LinkedHashMap<>();
  private final List<String> foreign = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private Optional<String> trouble = Optional.empty();
  private Runnable beforeWrite = () -> {};
  private boolean isOverwritten;

  PluginsInMemory(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  PluginsInMemory with(String plugin, Held.Content content) {
    plugins.put(plugin, content);
    return this;
  }

  PluginsInMemory holding(String plugin, String value) {
    return with(plugin, new Held.Content.Plain(Token.of(value)));
  }

  PluginsInMemory foreign(String plugin) {
    foreign.add(plugin);
    return this;
  }

  /** Nothing works from now on, or everything again. */
  void troubled(Optional<String> why) {
    trouble = why;
  }

  void beforeWrite(Runnable hook) {
    beforeWrite = hook;
  }

  /** Somebody else puts the old value back after every write. */
  void overwritten() {
    isOverwritten = true;
  }

  /** What was written, oldest first, as "plugin value". */
  List<String> written() {
    return List.copyOf(written);
  }

  /** The plain value of a plugin. */
  String value(String plugin) {
    return plugins.get(plugin) instanceof Held.Content.Plain(Token token) ? token.reveal() : "";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reading read() throws TargetException {
    requireNoTrouble();
    List<Held> held = new ArrayList<>();
    plugins.forEach((plugin, content) -> held.add(new Held(plugin, content)));
    return new Reading(held, foreign);
  }

  @Override
  public Instant write(Held held, Token value, Instant basedOn) throws TargetException {
    requireNoTrouble();
    beforeWrite.run();
    if (!isOverwritten) {
      plugins.put(held.plugin(), new Held.Content.Plain(value));
    }
    written.add(held.plugin() + " " + value.reveal());
    return clock.instant();
  }

  private void requireNoTrouble() throws TargetException {
    if (trouble.isPresent()) {
      throw new TargetException(TargetException.Kind.UNREACHABLE, trouble.get());
    }
  }
}
