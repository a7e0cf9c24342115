package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Feeds a handler of event objects as Lambda does, through Lambda's own serializer: the names on
 * the wire are not those of the fields ({@code Step}, {@code SecretId}), and only that one knows.
 */
final class EventHandler<I, O> implements RequestStreamHandler {
  private final PojoSerializer<I> input;
  private final PojoSerializer<O> output;
  private final RequestHandler<I, O> handler;

  EventHandler(Class<I> input, Class<O> output, RequestHandler<I, O> handler) {
    this.input = LambdaEventSerializers.serializerFor(input, input.getClassLoader());
    this.output = JacksonFactory.getInstance().getSerializer(output);
    this.handler = handler;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    output.toJson(handler.handleRequest(read(event), context), answer);
  }

  /**
   * What the serializer says of a malformed event quotes it, and an event may hold a credential.
   */
  private I read(InputStream event) {
    try {
      return input.fromJson(event);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("expected an event in JSON that this function is for");
    }
  }
}
