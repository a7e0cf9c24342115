package dev.konglightstep.proxy.spill;

/** The messages of the spill's queue that were received too often. */
public interface DeadLetters {
  /** How many there are, about. */
  int count() throws StoreException;

  /** Begins to move them back into the queue. */
  void moveBack() throws StoreException;

  /** How the last move stands: {@code RUNNING}, {@code COMPLETED}, … and how many it moved. */
  String progress() throws StoreException;

  /** Whether the last move has not ended. */
  boolean isMoving() throws StoreException;
}
