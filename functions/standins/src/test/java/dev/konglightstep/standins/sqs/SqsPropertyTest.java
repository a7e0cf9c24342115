package dev.konglightstep.standins.sqs;

import static dev.konglightstep.standins.sqs.ScratchSqs.DEAD;
import static dev.konglightstep.standins.sqs.ScratchSqs.HIDDEN;
import static dev.konglightstep.standins.sqs.ScratchSqs.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** At least once, whatever a queue and a function do. */
class SqsPropertyTest {
  @Property(tries = 200)
  void everyMessage_untilItIsDeletedOrGivenUp_isDelivered(
      @ForAll Set<Oddity> oddities,
      @ForAll @IntRange(min = 1, max = 30) int messages,
      @ForAll long seed) {
    ScratchSqs sqs = new ScratchSqs();
    sqs.model.oddities(oddities.toArray(Oddity[]::new));
    Set<String> sent = new HashSet<>();
    for (int i = 0; i < messages; i++) {
      sent.add(sqs.send("m" + i));
    }
    Random moods = new Random(seed);
    List<String> done = new ArrayList<>();
    EventSource source =
        new EventSource(sqs.model, EventSourceSettings.of(QUEUE), event -> moody(moods));

    while (sqs.model.counts(QUEUE).all() > 0) {
      done.addAll(source.pollOnce().deleted());
      sqs.pass(HIDDEN);
    }

    Set<String> all = new HashSet<>(done);
    sqs.model.stored(DEAD).forEach(message -> all.add(message.messageId()));
    assertThat(all).isEqualTo(sent);
    if (!oddities.contains(Oddity.TWICE)) {
      assertThat(done).doesNotHaveDuplicates();
    }
  }

  /** Fails every other time, by throwing or by an answer that is none. */
  private static Bytes moody(Random moods) {
    return switch (moods.nextInt(4)) {
      case 0 -> throw new IllegalStateException("in a mood");
      case 1 -> Bytes.utf8("in a mood");
      default -> Bytes.EMPTY;
    };
  }
}
