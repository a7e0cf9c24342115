package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Stored batches that are sent as one. Export requests one behind the other are one request, for
 * protobuf joins repeated fields; each was scanned by itself before it was stored.
 */
final class Together {
  private final List<Held> held = new ArrayList<>();
  private final List<Bytes> plains = new ArrayList<>();
  private int length;

  boolean hasRoomFor(Bytes plain) {
    return held.isEmpty() || length + plain.length() <= SpillDrain.MOST_TOGETHER;
  }

  void add(Held one, Bytes plain) {
    held.add(one);
    plains.add(plain);
    length += plain.length();
  }

  int size() {
    return held.size();
  }

  Held held(int index) {
    return held.get(index);
  }

  Bytes plain(int index) {
    return plains.get(index);
  }

  Signal signal() {
    return held.getFirst().batch().signal();
  }

  int items() {
    return held.stream().mapToInt(one -> one.batch().items()).sum();
  }

  Bytes join() {
    byte[] all = new byte[length];
    int at = 0;
    for (Bytes plain : plains) {
      System.arraycopy(plain.array(), plain.offset(), all, at, plain.length());
      at += plain.length();
    }
    return Bytes.of(all);
  }

  void forEach(BiConsumer<Held, Bytes> action) {
    for (int i = 0; i < held.size(); i++) {
      action.accept(held.get(i), plains.get(i));
    }
  }
}
