package dev.konglightstep.proxy.event;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.UnreadableBodyException;

/** A body that its event writes as text; a slice of the event until it is decoded. */
record TextBody(JsonText text) implements Body {
  @Override
  public Bytes decode() throws UnreadableBodyException {
    return text.ascii()
        .orElseThrow(
            () ->
                new UnreadableBodyException(
                    "binary data arrived as text and is damaged; pass application/x-protobuf as"
                        + " binary (API Gateway: binaryMediaTypes; Kong's aws-lambda plugin:"
                        + " base64_encode_body)"));
  }

  @Override
  public int size() {
    return text.length();
  }
}
