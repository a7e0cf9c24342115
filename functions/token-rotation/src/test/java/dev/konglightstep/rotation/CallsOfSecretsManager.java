package dev.konglightstep.rotation;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Face;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Keeps which operations were called, and lets something happen just before one of them. */
final class CallsOfSecretsManager implements Face {
  private static final List<String> READS = List.of("DescribeSecret", "GetSecretValue");

  private final Face face;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile String hooked = "";
  private volatile Runnable before = () -> {};

  CallsOfSecretsManager(Face face) {
    this.face = face;
  }

  /** All calls that may change something. */
  List<String> writes() {
    return calls.stream().filter(call -> !READS.contains(call)).toList();
  }

  void forget() {
    calls.clear();
  }

  void before(String operation, Runnable hook) {
    hooked = operation;
    before = hook;
  }

  /** Requests of that operation, for faults. */
  static Predicate<Request> calling(String operation) {
    return request -> name(request).equals(operation);
  }

  @Override
  public Response answer(Request request) {
    calls.add(name(request));
    if (name(request).equals(hooked)) {
      before.run();
    }
    return face.answer(request);
  }

  private static String name(Request request) {
    return request
        .headers()
        .first("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElse("");
  }
}
