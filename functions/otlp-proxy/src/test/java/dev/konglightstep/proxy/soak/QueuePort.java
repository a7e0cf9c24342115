package dev.konglightstep.proxy.soak;

import dev.konglightstep.proxy.spill.SpillQueue;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.standins.sqs.SendMessage;
import dev.konglightstep.standins.sqs.SqsFailure;
import dev.konglightstep.standins.sqs.SqsModel;
import java.io.IOException;
import java.time.Duration;

/** The spill's queue, as one environment sees it. */
record QueuePort(SqsModel model, Environment environment, Wire wire) implements SpillQueue {
  static final String QUEUE = "spill";

  @Override
  public void send(String message, Duration timeout) throws StoreException {
    call(timeout, () -> model.sendMessage(SendMessage.of(QUEUE, message)));
  }

  @Override
  public void hide(String receipt, Duration time, Duration timeout) throws StoreException {
    call(timeout, () -> model.changeMessageVisibility(QUEUE, receipt, time));
  }

  private void call(Duration timeout, Runnable effect) throws StoreException {
    try {
      boolean done =
          wire.<Boolean>call(environment, Service.QUEUE, timeout, () -> succeeds(effect));
      if (!done) {
        throw new StoreException("refused");
      }
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean succeeds(Runnable effect) {
    try {
      effect.run();
      return true;
    } catch (SqsFailure e) {
      return false;
    }
  }
}
