package dev.konglightstep.principalmap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.Metrics.Figure;
import java.util.ArrayList;
import java.util.List;

/** Tells how a run ended: a line of the log, figures, and the answer. */
final class Teller {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String COUNT = "Count";

  private final Log log;
  private final Metrics metrics;

  Teller(Log log, Metrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  /** The answer, JSON. */
  String tell(Report report) {
    String message = "principal map " + report.fields().get("outcome");
    if (report.outcome() == Report.Outcome.FAILED || report.corrupt()) {
      log.error(message, report.fields());
    } else if (!report.failed().isEmpty() || report.keysLeft() > 0) {
      log.warn(message, report.fields());
    } else {
      log.info(message, report.fields());
    }
    metrics.figures(figures(report));
    try {
      return MAPPER.writeValueAsString(report.fields());
    } catch (JacksonException e) {
      throw new IllegalStateException("texts and numbers cannot be written", e);
    }
  }

  private static List<Figure> figures(Report report) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("PrincipalMapPartFailed", COUNT, report.failed().size()));
    figures.add(new Figure("PrincipalMapEntries", COUNT, report.entries()));
    figures.add(new Figure("IdentifiersSkipped", COUNT, report.skipped()));
    figures.add(new Figure("AccessKeysLeft", COUNT, report.keysLeft()));
    figures.add(new Figure("SnapshotCorrupt", COUNT, report.corrupt() ? 1 : 0));
    report
        .age()
        .ifPresent(age -> figures.add(new Figure("SnapshotAge", "Seconds", age.toSeconds())));
    return figures;
  }
}
