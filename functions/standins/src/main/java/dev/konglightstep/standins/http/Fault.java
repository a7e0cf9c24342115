package dev.konglightstep.standins.http;

import dev.konglightstep.core.http.Response;
import java.time.Duration;

/** Something that goes wrong between a client and the model behind a face. */
public sealed interface Fault {
  /** Answers without asking the model. */
  record Answer(Response response) implements Fault {}

  /** The model answers, but only after a while. */
  record Delay(Duration delay) implements Fault {}

  /** The model never hears of the request: the connection is closed before it is asked. */
  record DropBefore() implements Fault {}

  /** The model acts, but the connection is closed before its answer. */
  record DropAfter() implements Fault {}

  /** The connection is closed in the middle of a body that promised {@code promised} bytes. */
  record Cut(int promised) implements Fault {}

  /** A body of many bytes, one at a time with this pause between them. */
  record Trickle(int bytes, Duration pause) implements Fault {}

  /** No answer until the server is closed. */
  record Hang() implements Fault {}
}
