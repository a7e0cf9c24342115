package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;

/** How figures look when they are handed on. */
@FunctionalInterface
interface Form {
  /** Writes them; nothing if there are none. */
  Bytes write(Collection<MetricData> figures);
}
