/** A model of SQS's standard queues behind its JSON protocol, and of Lambda's polling of them. */
@NullMarked
package dev.konglightstep.standins.sqs;

import org.jspecify.annotations.NullMarked;
