package dev.konglightstep.proxy.soak;

import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.s3.StoredObject;
import dev.konglightstep.standins.sqs.SqsModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left in the stores. */
record Rest(SqsModel sqs, S3Model s3) {
  static final String DEAD_LETTERS = "dead-letters";

  /** Whether nothing waits in the spill; what lies under {@link Keys#POINTED} waits for nobody. */
  boolean isEmpty() {
    return messages() == 0 && deadLetters() == 0 && objects(Keys.ALONE).isEmpty();
  }

  int messages() {
    return sqs.counts(QueuePort.QUEUE).all();
  }

  int deadLetters() {
    return sqs.counts(DEAD_LETTERS).all();
  }

  void forget(String prefix) {
    objects(prefix).forEach(object -> s3.deleteObject(BucketPort.BUCKET, object.key()));
  }

  String text() {
    return "queue="
        + messages()
        + " dead_letters="
        + deadLetters()
        + " alone="
        + objects(Keys.ALONE).size()
        + " pointed="
        + objects(Keys.POINTED).size()
        + " quarantine="
        + objects(Keys.QUARANTINE).size();
  }

  List<StoredObject> objects(String prefix) {
    List<StoredObject> all = new ArrayList<>();
    ListObjects list = ListObjects.of(BucketPort.BUCKET, prefix);
    for (Optional<ListObjects> next = Optional.of(list); next.isPresent(); ) {
      var page = s3.listObjects(next.get());
      all.addAll(page.objects());
      next = page.nextToken().map(list::continuedBy);
    }
    return all;
  }
}
