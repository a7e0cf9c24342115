package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.redaction.Detector;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.redaction.Redactor;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import dev.konglightstep.platform.json.PolicyJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a rule costs by what it asks, and what a detector costs: microseconds of CPU time for the
 * recorded batch. No root meets these rules, so each of them is asked of each root.
 */
final class PolicyCosts {
  private static final int BATCHES = 64;
  private static final long SEED = 1;

  /** So that it has three digits, as a status has. */
  private static final int FIRST_RULE = 100;

  private final CpuTime time = new CpuTime();
  private final Bytes[] batches = Batches.ofTheRest().some(BATCHES);
  private final ExportRequest[] requests =
      Stream.of(batches).map(PolicyCosts::scanned).toArray(ExportRequest[]::new);

  /** Two tables. */
  void print() {
    System.out.println("  what a rule asks     1 rule  10 rules  100 rules   (µs a batch)");
    conditions().forEach(this::rules);
    System.out.println("  detector              alone   (µs a batch)");
    for (Detector detector : Detector.values()) {
      detectors(detector.text(), Set.of(detector));
    }
    detectors("all", Set.of(Detector.values()));
  }

  /** A condition of each kind, with the number of its rule. */
  private static Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("route", "\"route\":\"/orders-%d\"");
    conditions.put("route, *glob*", "\"route\":\"*orders-%d*\"");
    conditions.put("path, glob*", "\"path\":\"/orders-%d/*\"");
    conditions.put("host, *glob", "\"host\":\"*.host-%d.test\"");
    conditions.put("method", "\"method\":\"BREW\",\"status\":%d");
    conditions.put("status", "\"status\":%d");
    conditions.put("min_duration", "\"min_duration\":\"%dm\"");
    conditions.put("error", "\"error\":true,\"status\":%d");
    conditions.put("principal, glob*", "\"principal\":{\"arn\":\"arn:aws:iam::%d:role/*\"}");
    conditions.put("service", "\"service\":\"service-%d\"");
    return conditions;
  }

  private void rules(String name, String condition) {
    IntFunction<Object> none = deciding(condition, 0);
    double[] micros =
        IntStream.of(1, 10, 100)
            .mapToDouble(count -> time.more(deciding(condition, count), none, BATCHES))
            .toArray();
    System.out.printf(
        Locale.ROOT, "  %-18s%9.2f%10.2f%11.2f%n", name, micros[0], micros[1], micros[2]);
  }

  private void detectors(String name, Set<Detector> some) {
    double micros = time.more(cleaning(some), cleaning(Set.of()), BATCHES);
    System.out.printf(Locale.ROOT, "  %-18s%9.2f%n", name, micros);
  }

  private IntFunction<Object> deciding(String condition, int count) {
    String rules =
        IntStream.range(FIRST_RULE, FIRST_RULE + count)
            .mapToObj(rule -> "{\"keep\":1," + condition.formatted(rule) + "}")
            .collect(Collectors.joining(","));
    Identities somebody = (root, attribute) -> Optional.of("arn:aws:iam::111122223333:role/orders");
    PolicyEngine engine =
        new PolicyEngine(
            PolicyJson.parse("{\"sampling\":{\"otherwise\":0,\"rules\":[" + rules + "]}}"),
            (request, traces) -> somebody,
            KeySet.EMPTY,
            new RememberedTraces(SEED),
            SEED);
    return batch -> engine.finish(requests[batch]);
  }

  private IntFunction<Object> cleaning(Set<Detector> detectors) {
    Redaction safe = Redaction.SAFE;
    Redactor redactor =
        new Redactor(
            new Redaction(
                safe.urlQuery(),
                safe.sqlLiterals(),
                detectors,
                safe.drop(),
                safe.keep(),
                safe.masks()));
    return batch -> redactor.clean(Signal.TRACES, batches[batch]);
  }

  private static ExportRequest scanned(Bytes batch) {
    return switch (Scan.of(Signal.TRACES, batch)) {
      case Scan.Valid(ExportRequest valid) -> valid;
      case Scan.Malformed malformed -> throw new IllegalStateException(malformed.what());
    };
  }
}
