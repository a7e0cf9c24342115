package dev.konglightstep.proxy.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event of 6 MB, the most that Lambda takes, costs in memory. */
class EventAllocationTest {
  private static final int EVENT_SIZE = 6 * 1024 * 1024;
  private static final int SMALL = 100_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'rawPath':'/v1/traces','requestContext':{'http':{'method':'POST'}},'body':'%s',"
            + "'isBase64Encoded':true}",
        "{'isBase64Encoded':true,'body':'%s','httpMethod':'POST','path':'/v1/traces'}",
        "{'body' : '%s' , 'isBase64Encoded':false,'httpMethod':'POST','path':'/v1/traces'}"
      })
  void read_largestEvent_copiesNothingOfTheBody(String template) {
    byte[] event = event(template, "AA\\/A");

    assertThat(allocated(() -> HttpEvent.read(event))).isLessThan(SMALL);
  }

  @Test
  void decode_base64_allocatesTheBytesAndNothingElse() {
    byte[] event = event(template(true), "AAAA");

    assertThat(allocated(() -> decode(HttpEvent.read(event))))
        .isLessThan(EVENT_SIZE * 3 / 4 + SMALL);
  }

  @Test
  void decode_base64WithEscapes_isCopiedOnceMore() {
    byte[] event = event(template(true), "AA\\/A");

    assertThat(allocated(() -> decode(HttpEvent.read(event))))
        .isLessThan(EVENT_SIZE * 8 / 5 + SMALL);
  }

  @Test
  void decode_text_isTheSliceItself() {
    HttpEvent event = HttpEvent.read(event(template(false), "text"));

    assertThat(allocated(() -> decode(event))).isLessThan(SMALL);
  }

  private static String template(boolean base64) {
    return "{'httpMethod':'POST','path':'/v1/traces','body':'%s','isBase64Encoded':" + base64 + "}";
  }

  private static byte[] event(String template, String repeated) {
    String body = repeated.repeat(EVENT_SIZE / repeated.length());
    return template.replace('\'', '"').formatted(body).getBytes(UTF_8);
  }

  private static void decode(HttpEvent event) {
    try {
      assertThat(event.request().body().decode().length()).isGreaterThan(EVENT_SIZE / 2);
    } catch (UnreadableBodyException e) {
      throw new AssertionError(e);
    }
  }

  /** By the second run: the first one loads classes. */
  private static long allocated(Runnable action) {
    action.run();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
