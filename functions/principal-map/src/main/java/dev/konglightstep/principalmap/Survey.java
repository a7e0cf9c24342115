package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.PartState;
import dev.konglightstep.core.principal.directory.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Reads all parts of the directory, a few at a time: first the principals of all of them, then
 * access keys as far as time allows. A part that fails leaves the others alone.
 */
final class Survey {
  /** An answer with a thousand policies is large, so memory bounds it. */
  private static final int AT_A_TIME = 4;

  private static final String IAM = "iam:";
  private static final String UNKNOWN_ACCOUNT = IAM + "own";

  private final Accounts accounts;
  private final List<IamAccount> readers;
  private final Optional<Store> store;

  /**
   * Reads nothing yet.
   *
   * @param readers other accounts; if this one is among them it is read as they are
   */
  Survey(Accounts accounts, List<IamAccount> readers, Optional<Store> store) {
    this.accounts = accounts;
    this.readers = readers;
    this.store = store;
  }

  /**
   * Reads.
   *
   * @param now when this run began
   * @param until when it must be over
   */
  Findings read(Optional<Directory> last, Changes changes, Instant now, Instant until) {
    Findings findings = new Findings();
    KnownKeys known = new KnownKeys(last);
    List<AccountReading> begun = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      Optional<Pending<Found>> people =
          store.map(from -> new Pending<>(from.part(), threads.submit(() -> from.read(until))));
      List<Pending<AccountReading>> opening = new ArrayList<>();
      for (IamAccount account : toRead(last, until, findings)) {
        opening.add(
            new Pending<>(
                account.part(),
                threads.submit(() -> AccountReading.begin(accounts, account, until))));
      }
      opening.forEach(pending -> pending.await(findings).ifPresent(begun::add));
      List<Pending<Found>> listing = new ArrayList<>();
      for (AccountReading account : begun) {
        Callable<Found> keys = () -> account.withKeys(known, changes, now, until, findings);
        listing.add(new Pending<>(account.part(), threads.submit(keys)));
      }
      listing.forEach(pending -> pending.await(findings).ifPresent(findings::found));
      people.ifPresent(pending -> pending.await(findings).ifPresent(findings::found));
    } finally {
      begun.forEach(AccountReading::close);
    }
    return findings;
  }

  private List<IamAccount> toRead(Optional<Directory> last, Instant until, Findings findings) {
    List<IamAccount> all = new ArrayList<>();
    Set<String> ofReaders = readers.stream().map(IamAccount::part).collect(Collectors.toSet());
    try {
      IamAccount own = accounts.own(until);
      if (!ofReaders.contains(own.part())) {
        all.add(own);
      }
    } catch (UnreadableException e) {
      ownParts(last, ofReaders).forEach(part -> findings.failed(part, e.reason()));
    }
    all.addAll(readers);
    return all;
  }

  /** What must be this function's own account, going by the last directory. */
  private static Set<String> ownParts(Optional<Directory> last, Set<String> ofReaders) {
    Set<String> parts = new TreeSet<>();
    last.map(PartState::of).orElse(List.of()).stream()
        .map(PartState::name)
        .filter(part -> part.startsWith(IAM))
        .filter(part -> !ofReaders.contains(part))
        .forEach(parts::add);
    return parts.isEmpty() ? Set.of(UNKNOWN_ACCOUNT) : parts;
  }

  /** The identity store to read. */
  record Store(String id, IdentityStore store) {
    String part() {
      return Reading.store(id);
    }

    Found read(Instant until) {
      return new StoreFound(id, store.people(until), store.groups(until));
    }
  }

  /** What is being read of a part. */
  private record Pending<T>(String part, Future<T> result) {
    /** Empty if it failed, which the findings know then. */
    Optional<T> await(Findings findings) {
      try {
        return Optional.of(result.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnreadableException unreadable) {
          findings.failed(part, unreadable.reason());
          return Optional.empty();
        }
        throw new IllegalStateException(part + " cannot be read", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading " + part, e);
      }
    }
  }
}
