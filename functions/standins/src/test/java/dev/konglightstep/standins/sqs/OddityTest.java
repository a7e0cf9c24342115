package dev.konglightstep.standins.sqs;

import static dev.konglightstep.standins.sqs.ScratchSqs.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a standard queue does when it is told to do what it may. */
class OddityTest {
  private final ScratchSqs sqs = new ScratchSqs();

  @Test
  void twice_hidden_comesOnceMoreWithAnotherHandle() {
    sqs.model.oddities(Oddity.TWICE);
    String id = sqs.send("one");

    ReceivedMessage first = sqs.receive().getFirst();
    ReceivedMessage second = sqs.receive().getFirst();

    assertThat(List.of(first.messageId(), second.messageId())).containsOnly(id);
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    assertThat(second.receiveCount()).isEqualTo(2);
    assertThat(sqs.receive()).isEmpty();
  }

  @Test
  void twice_hiddenAndVisibleAgain_hasNoThirdCopy() {
    sqs.model.createQueue("plain");
    sqs.model.oddities(Oddity.TWICE);
    sqs.model.sendMessage(SendMessage.of("plain", "one"));
    ReceiveMessage receive = ReceiveMessage.from("plain");
    sqs.model.receiveMessage(receive);
    sqs.model.receiveMessage(receive);
    sqs.pass(ScratchSqs.HIDDEN);

    assertThat(sqs.model.receiveMessage(receive)).hasSize(1);
    assertThat(sqs.model.receiveMessage(receive)).isEmpty();
  }

  @Test
  void twice_deleted_comesOnceMoreAndIsGoneThen() {
    sqs.model.oddities(Oddity.TWICE);
    sqs.send("one");
    sqs.model.deleteMessage(QUEUE, sqs.receive().getFirst().receiptHandle());

    ReceivedMessage again = sqs.receive().getFirst();
    sqs.model.deleteMessage(QUEUE, again.receiptHandle());

    assertThat(again.body()).isEqualTo("one");
    sqs.pass(ScratchSqs.HIDDEN);
    assertThat(sqs.receive()).isEmpty();
  }

  @Test
  void twice_deletedByTheCopysHandle_isGone() {
    sqs.model.oddities(Oddity.TWICE);
    sqs.send("one");
    sqs.receive();
    sqs.model.deleteMessage(QUEUE, sqs.receive().getFirst().receiptHandle());

    sqs.pass(ScratchSqs.HIDDEN);
    assertThat(sqs.receive()).isEmpty();
  }

  @Test
  void anyOrder_manyMessages_allComeAndNotInOrder() {
    sqs.model.oddities(Oddity.ANY_ORDER);
    List<String> sent = IntStream.range(0, 10).mapToObj(i -> "m" + i).toList();
    sent.forEach(sqs::send);

    List<String> received = ScratchSqs.bodies(sqs.receive());

    assertThat(received).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
  }

  @Test
  void fewer_manyReceives_giveAllInTheEndAndSometimesNone() {
    sqs.model.oddities(Oddity.FEWER);
    IntStream.range(0, 200).forEach(i -> sqs.send("m" + i));

    List<Integer> sizes = new ArrayList<>();
    while (sqs.model.counts(QUEUE).visible() > 0) {
      sizes.add(sqs.receive().size());
    }

    assertThat(sizes).contains(0, 10).hasSizeGreaterThan(20);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
  }

  @Test
  void none_again_isAsBefore() {
    sqs.model.oddities(Oddity.TWICE);
    sqs.model.oddities();
    sqs.send("one");

    assertThat(sqs.receive()).hasSize(1);
    assertThat(sqs.receive()).isEmpty();
  }
}
