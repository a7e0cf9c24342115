package dev.konglightstep.standins.http;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/** The connections that requests came over, told apart by their far end. */
final class Connections {
  private final Set<InetSocketAddress> alive = new HashSet<>();
  private final Set<InetSocketAddress> dead = new HashSet<>();

  /** Whether this server still knows the connection; a new one it knows from now on. */
  synchronized boolean isAlive(InetSocketAddress farEnd) {
    if (dead.contains(farEnd)) {
      return false;
    }
    alive.add(farEnd);
    return true;
  }

  synchronized void forget() {
    dead.addAll(alive);
    alive.clear();
  }

  synchronized int count() {
    return alive.size() + dead.size();
  }
}
