package dev.konglightstep.rotation.aws;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.aws.SdkFailure;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Puts audit events on an EventBridge bus, one attempt each. */
public final class EventBus implements Consumer<Map<String, Object>> {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SOURCE = "kong-lightstep";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final EventBridgeClient client;
  private final String bus;

  /**
   * Puts nothing yet.
   *
   * @param bus name or ARN
   */
  public EventBus(AwsSettings settings, String bus) {
    this(client(settings), bus);
  }

  EventBus(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  /**
   * Puts one event, whose field {@code type} becomes its detail-type.
   *
   * @throws IllegalStateException if the bus did not take it
   */
  @Override
  public void accept(Map<String, Object> event) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(SOURCE)
            .detailType(String.valueOf(event.get("type")))
            .detail(json(event))
            .build();
    PutEventsResponse answer;
    try {
      answer =
          client.putEvents(
              request ->
                  request
                      .entries(entry)
                      .overrideConfiguration(override -> override.apiCallTimeout(TIMEOUT)));
    } catch (SdkException e) {
      throw new IllegalStateException("event bus " + bus + ": " + SdkFailure.reason(e), e);
    }
    if (answer.failedEntryCount() != null && answer.failedEntryCount() > 0) {
      throw new IllegalStateException(
          "event bus " + bus + ": " + answer.entries().getFirst().errorCode());
    }
  }

  private static String json(Map<String, Object> event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JacksonException e) {
      throw new IllegalStateException("an event of texts and lists cannot be written", e);
    }
  }

  private static EventBridgeClient client(AwsSettings settings) {
    EventBridgeClientBuilder builder =
        EventBridgeClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(settings.credentials())
            .overrideConfiguration(
                override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().ifPresent(builder::region);
    return builder.build();
  }
}
