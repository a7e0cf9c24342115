package dev.konglightstep.rotation.probe;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Appender;
import java.util.random.RandomGenerator;

/** What is sent with a token that is probed: as little as makes the acceptor look at the token. */
enum Evidence {
  /** One empty ResourceSpans: legal, and no acceptor keeps anything of it. */
  EMPTY,
  /** A single span, for acceptors that take an empty request from anybody. */
  CANARY;

  private static final String SERVICE = "token-rotation-probe";
  private static final int SPAN = 2;

  /** An ExportTraceServiceRequest. */
  Bytes request(RandomGenerator random) {
    return new Appender().message(1, this == EMPTY ? Bytes.EMPTY : canary(random)).bytes();
  }

  private static Bytes canary(RandomGenerator random) {
    Bytes serviceName =
        new Appender()
            .text(1, "service.name")
            .message(2, new Appender().text(1, SERVICE).bytes())
            .bytes();
    Bytes span =
        new Appender()
            .message(1, bytes(random, 16))
            .message(2, bytes(random, 8))
            .text(5, SERVICE)
            .integer(6, 1)
            .bytes();
    return new Appender()
        .message(1, new Appender().message(1, serviceName).bytes())
        .message(2, new Appender().message(SPAN, span).bytes())
        .bytes();
  }

  private static Bytes bytes(RandomGenerator random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
