package dev.konglightstep.proxy;

import dev.konglightstep.platform.Settings;
import java.util.Optional;

/**
 * Where the spill and the quarantine are.
 *
 * @param queueUrl of an Amazon SQS queue; empty if the spill has none
 * @param bucket name of an Amazon S3 bucket; empty if there is neither a store for large batches
 *     nor a quarantine
 */
record StoreSettings(Optional<String> queueUrl, Optional<String> bucket) {
  static StoreSettings from(Settings settings) {
    return new StoreSettings(settings.text("SPILL_QUEUE_URL"), settings.text("SPILL_BUCKET"));
  }
}
