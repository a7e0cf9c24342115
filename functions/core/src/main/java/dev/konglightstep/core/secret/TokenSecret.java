package dev.konglightstep.core.secret;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one version of the token secret or of the ingest key secret holds.
 *
 * @param issuer who makes the next value: {@code pool}, people put tokens into the pool secret;
 *     {@code generated}, we roll them; empty if whoever put it did not say
 * @param name of the token, as people know it in the backend; safe to print
 * @param project the backend's project that the token belongs to
 * @param history names of the tokens before this one, newest first
 * @param derivedFrom the version that was current when this one was made; empty for the first
 */
public record TokenSecret(
    String issuer,
    Token token,
    String name,
    String project,
    List<String> history,
    Optional<String> derivedFrom) {

  public static final String POOL = "pool";

  public static final String GENERATED = "generated";

  private static final int LONG_HISTORY = 20;

  public TokenSecret {
    history = List.copyOf(history);
  }

  /**
   * The history of the value that follows a current one: its name, the previous one's, then its own
   * history, each once. What makes it longer than twenty goes, oldest first, but never a name that
   * somebody still has to deal with.
   *
   * @param kept names that must not be forgotten: those that are still in the pool
   */
  public static List<String> historyAfter(
      TokenSecret current, Optional<TokenSecret> previous, Set<String> kept) {
    Set<String> names = new LinkedHashSet<>();
    names.add(current.name);
    previous.ifPresent(secret -> names.add(secret.name));
    names.addAll(current.history);
    names.remove("");
    List<String> history = new ArrayList<>(names);
    for (int i = history.size() - 1; i >= 0 && history.size() > LONG_HISTORY; i--) {
      if (!kept.contains(history.get(i))) {
        history.remove(i);
      }
    }
    return history;
  }
}
