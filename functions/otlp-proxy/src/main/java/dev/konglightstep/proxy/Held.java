package dev.konglightstep.proxy;

import dev.konglightstep.proxy.spill.StoredBatch;
import java.util.Optional;

/**
 * A stored batch in the hands of the drain.
 *
 * @param id of the message, or the key of the object, that goes once the batch was sent
 * @param object the key of the object that a message points to
 */
record Held(String id, StoredBatch batch, Optional<String> object) {}
