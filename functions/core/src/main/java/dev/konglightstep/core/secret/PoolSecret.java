package dev.konglightstep.core.secret;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens that people made in the backend, waiting to be used. Lightstep publishes no API to
 * make them.
 *
 * @param project that all of them belong to
 */
public record PoolSecret(String project, List<Entry> tokens) {
  public PoolSecret {
    tokens = List.copyOf(tokens);
  }

  /** All names, used or not. */
  public Set<String> names() {
    return tokens.stream().map(Entry::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The tokens that were never used, in the pool's order: neither name nor value is one of a
   * labelled version's, nor the name in a labelled version's history.
   *
   * @param labelled every version that carries a label
   */
  public List<Entry> available(Collection<TokenSecret> labelled) {
    Set<String> names = new HashSet<>();
    Set<Token> values = new HashSet<>();
    for (TokenSecret version : labelled) {
      names.add(version.name());
      names.addAll(version.history());
      values.add(version.token());
    }
    return tokens.stream()
        .filter(entry -> !names.contains(entry.name) && !values.contains(entry.token))
        .toList();
  }

  /**
   * One token of the pool.
   *
   * @param name as the backend shows it; safe to print
   * @param addedAt when somebody put it here; empty if nobody wrote it down
   */
  public record Entry(String name, Token token, Optional<Instant> addedAt) {}
}
