package dev.konglightstep.cli;

import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import java.net.URI;
import java.util.function.Function;

/** A model that serves on the loopback, and the faults in front of it. */
record StandIn<M>(M model, Faults faults, LoopbackServer server) implements AutoCloseable {
  static <M> StandIn<M> start(M model, Function<M, Face> face) {
    Faults faults = new Faults();
    return new StandIn<>(model, faults, LoopbackServer.start(face.apply(model), faults));
  }

  URI url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
