package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.Token;
import java.time.Instant;
import java.util.List;

/** A place whose header must carry a secret's value, such as one Kong. */
public interface Target {
  /** As the operator called it. */
  String name();

  /**
   * What the target holds now.
   *
   * @throws TargetException if it cannot be read, or holds no plugin that is ours
   */
  Reading read() throws TargetException;

  /**
   * Brings one plugin to a value, on top of what the plugin says directly before.
   *
   * @param held as {@link #read} gave it
   * @param basedOn when the labels were asked for that allow this write; it is sent soon after or
   *     not at all
   * @return when the answer came
   * @throws TargetException if it is not certain that the plugin holds the value now
   */
  Instant write(Held held, Token value, Instant basedOn) throws TargetException;

  /**
   * All plugins of a target.
   *
   * @param held those that are ours, at least one
   * @param foreign those that send to somebody else and are never touched, each as a person finds
   *     it
   */
  record Reading(List<Held> held, List<String> foreign) {
    public Reading {
      held = List.copyOf(held);
      foreign = List.copyOf(foreign);
    }
  }
}
