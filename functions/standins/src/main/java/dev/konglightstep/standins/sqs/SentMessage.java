package dev.konglightstep.standins.sqs;

import java.util.Optional;

/**
 * What SendMessage answers.
 *
 * @param md5OfAttributes empty if the message has none
 */
public record SentMessage(String messageId, String md5OfBody, Optional<String> md5OfAttributes) {}
