package dev.konglightstep.proxy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {
  /** The examples of the load balancer's user guide, "Request tracing". */
  @ParameterizedTest
  @CsvSource({
    "Root=1-67891233-abcdef012345678912345678, 67891233",
    "Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678, 67891234",
    "Root=1-67891233-abcdef012345678912345678;Self=1-67891234-12456789abcdef012345678, 67891234",
    "Self=1-67891234-1;Root=1-67891233-abcdef012345678912345678;CalledFrom=app, 67891234",
    "CalledFrom=Root=1-00000000-a; Root=1-6789ABCD-abcdef012345678912345678 , 6789abcd",
    "Root=1-ffffffff-a, ffffffff"
  })
  void time_wellFormed_isTheLoadBalancersOwn(String header, String seconds) {
    assertThat(TraceId.time(header)).contains(Instant.ofEpochSecond(Long.parseLong(seconds, 16)));
  }

  /** A later guess could put the deadline behind the end of Kong's patience. */
  @Test
  void time_fractionOfASecond_isNotAdded() {
    assertThat(TraceId.time("Root=1-6b056020-a")).contains(Instant.parse("2026-11-24T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";;",
        "Root",
        "Root=",
        "Root=1-",
        "Root=1-6789123",
        "Root=1-67891233",
        "Root=1-6789123-a",
        "Root=1-678912334-a",
        "Root=1-6789123g-a",
        "Root=1-+6789123-a",
        "Root=1--6789123-a",
        "Root=2-67891233-a",
        "root=1-67891233-a",
        "Parent=1-67891233-a",
        "Root=1-６７８９１２３３-a",
        "1-67891233-abcdef012345678912345678"
      })
  void time_malformed_isAbsent(String header) {
    assertThat(TraceId.time(header)).isEmpty();
  }
}
