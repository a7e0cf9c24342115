package dev.konglightstep.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.AccessKey;
import dev.konglightstep.core.principal.Account;
import dev.konglightstep.core.principal.ArnIdentifier;
import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.IamUser;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.DirectoryText;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The callers of the demo: a directory of those who are in the recordings, and how it turned out.
 */
final class DemoPrincipals {
  private static final String SHOP = "123456789012";
  private static final String PAYMENTS = "111122223333";

  /** One of each: whom Kong authenticated, whom VPC Lattice did, and who signed. */
  private static final List<String> CLAIMS =
      List.of("kong.auth.consumer.custom_id", "aws.lattice.identity", "aws.sigv4.access_key_id");

  private static final List<String> TOLD =
      List.of(
          "user.name",
          "iam.principal.arn",
          "iam.principal.account_name",
          "iam.principal.tag.team",
          "iam.principal.assurance");

  private final Path file;
  private final Map<SpanKey, Span> sent = new HashMap<>();

  private DemoPrincipals(Path file) {
    this.file = file;
  }

  static DemoPrincipals write() {
    try {
      Path file = Files.createTempFile("kong-lightstep-principals", ".txt");
      file.toFile().deleteOnExit();
      Bytes text = DirectoryText.of(rows(), Instant.now().getEpochSecond());
      return new DemoPrincipals(Files.write(file, text.copy()));
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's directory cannot be written", e);
    }
  }

  /** As {@code PRINCIPALS_URI} has it. */
  String uri() {
    return "file:" + file;
  }

  /** Notes a span before it is handed to Kong's queue. */
  void sent(Bytes span) {
    try {
      Span parsed = Span.parseFrom(span.copy());
      if (CLAIMS.stream().anyMatch(claim -> attribute(parsed, claim).isPresent())) {
        sent.put(SpanKey.of(parsed), parsed);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a span", e);
    }
  }

  /** For each kind of claim one span that arrived with its caller, as it was and as it is. */
  List<String> story(List<Delivery> deliveries) {
    Map<String, String> stories = new LinkedHashMap<>();
    CLAIMS.forEach(claim -> stories.put(claim, ""));
    deliveries.stream().flatMap(DemoPrincipals::spans).forEach(span -> tell(span, stories));
    return stories.values().stream().filter(story -> !story.isEmpty()).toList();
  }

  /** How many stories there are to tell. */
  static int stories() {
    return CLAIMS.size();
  }

  private void tell(Span arrived, Map<String, String> stories) {
    String claim = attribute(arrived, "iam.principal.source").orElse("");
    Span before = sent.get(SpanKey.of(arrived));
    boolean resolved =
        attribute(arrived, "iam.principal.status").filter("resolved"::equals).isPresent();
    if (before != null && resolved && stories.getOrDefault(claim, "told").isEmpty()) {
      stories.put(
          claim,
          claim + "=" + attribute(before, claim).orElse("") + "\n      became " + told(arrived));
    }
  }

  private static String told(Span arrived) {
    List<String> told = new ArrayList<>();
    for (String key : TOLD) {
      attribute(arrived, key).ifPresent(value -> told.add(key + "=" + value));
    }
    return String.join(" ", told);
  }

  private static Stream<Span> spans(Delivery delivery) {
    try {
      return ExportTraceServiceRequest.parseFrom(delivery.body().copy())
          .getResourceSpansList()
          .stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what arrived is not OTLP", e);
    }
  }

  private static Optional<String> attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(pair -> pair.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(value -> value.getStringValue())
        .findFirst();
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    account(rows, SHOP, "shop-prod");
    account(rows, PAYMENTS, "payments");
    IamRole orders = new IamRole(Partition.AWS, SHOP, "/apps/", "orders-client");
    principal(rows, orders, "AROAORDERSORDERSORDER", "role", "orders-client", "orders");
    IamRole checkout = new IamRole(Partition.AWS, SHOP, "/apps/", "checkout-svc");
    principal(rows, checkout, "AROACHECKOUTCHECKOUTC", "role", "checkout-svc", "checkout");
    IamUser alice = new IamUser(Partition.AWS, PAYMENTS, "/teams/payments/", "alice");
    String key = principal(rows, alice, "AIDAALICEALICEALICEAL", "user", "alice", "payments");
    leads(rows, new AccessKey("AKIAIOSFODNN7EXAMPLE").key(Partition.AWS), key);
    return rows;
  }

  private static void account(List<Row> rows, String id, String name) {
    rows.add(
        Row.telling(
            new Account(id).key(Partition.AWS).text(),
            Validity.ALWAYS,
            List.of(new Field("name", name), new Field("alias", name))));
  }

  private static String principal(
      List<Row> rows, ArnIdentifier arn, String id, String type, String name, String team) {
    String key = Keys.principal(arn.partition().id(), arn.account(), id);
    rows.add(
        Row.telling(
            key,
            Validity.ALWAYS,
            List.of(
                new Field("type", type),
                new Field("id", id),
                new Field("name", name),
                new Field("arn", arn.text()),
                new Field("account", arn.account()),
                new Field("partition", arn.partition().id()),
                new Field("tag.team", team))));
    leads(rows, arn.key(arn.partition()), key);
    return key;
  }

  private static void leads(List<Row> rows, LookupKey from, String to) {
    rows.add(Row.leading(from, Validity.ALWAYS, to));
  }
}
