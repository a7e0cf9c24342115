package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The calls to one object. */
record ObjectCalls(S3Model model) {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  Response answer(S3Request request) {
    return switch (request.method()) {
      case "PUT" ->
          request.headers().first("x-amz-copy-source").isPresent() ? copy(request) : put(request);
      case "GET" -> get(request, true);
      case "HEAD" -> get(request, false);
      case "DELETE" -> delete(request);
      default -> throw S3Failure.notImplemented();
    };
  }

  private Response put(S3Request request) {
    StoredObject object =
        model.putObject(
            new PutObject(
                request.bucket(),
                request.key(),
                request.body(),
                request.headers().first("Content-Type").orElse(StoredObject.NO_TYPE),
                request.contentEncoding(),
                request.metadata(),
                request.checksums(),
                request.conditions()));
    Headers headers = versioned(Headers.of("ETag", object.etag()), object);
    return new Response(200, with(headers, object.checksums()), Bytes.EMPTY);
  }

  private Response copy(S3Request request) {
    String source = request.headers().first("x-amz-copy-source").orElseThrow();
    String path = S3Request.unescaped(source.startsWith("/") ? source.substring(1) : source);
    int slash = path.indexOf('/');
    if (slash < 0 || path.contains("?versionId=")) {
      throw S3Failure.notImplemented();
    }
    StoredObject from = model.getObject(path.substring(0, slash), path.substring(slash + 1));
    boolean replace =
        request.headers().first("x-amz-metadata-directive").filter("REPLACE"::equals).isPresent();
    StoredObject object =
        model.putObject(
            new PutObject(
                request.bucket(),
                request.key(),
                from.body(),
                from.contentType(),
                from.contentEncoding(),
                replace ? request.metadata() : from.metadata(),
                from.checksums(),
                request.conditions()));
    Xml result =
        Xml.root("CopyObjectResult")
            .element("LastModified", object.lastModified())
            .element("ETag", object.etag())
            .close("CopyObjectResult");
    return new Response(
        200, versioned(Headers.of("Content-Type", "application/xml"), object), result.bytes());
  }

  /** The whole object or a part; a HEAD tells the length of what a GET would give. */
  private Response get(S3Request request, boolean withBody) {
    GetObject asked =
        new GetObject(
            request.bucket(), request.key(), request.parameter("versionId"), request.conditions());
    StoredObject object = model.getObject(asked);
    int length = object.body().length();
    Optional<ByteRange> range =
        request.headers().first("Range").flatMap(header -> ByteRange.parse(header, length));
    Bytes body = range.map(part -> part.of(object.body())).orElse(object.body());
    Headers headers = describing(object);
    if (range.isPresent()) {
      headers = headers.with("Content-Range", range.get().header(length));
    } else if (request.headers().first("x-amz-checksum-mode").isPresent()) {
      headers = with(headers, object.checksums());
    }
    return withBody
        ? new Response(range.isPresent() ? 206 : 200, headers, body)
        : new Response(
            range.isPresent() ? 206 : 200,
            headers.with("Content-Length", String.valueOf(body.length())),
            Bytes.EMPTY);
  }

  private Response delete(S3Request request) {
    Optional<StoredObject> gone =
        model.deleteObject(request.bucket(), request.key(), request.parameter("versionId"));
    Headers headers = gone.map(object -> versioned(Headers.NONE, object)).orElse(Headers.NONE);
    boolean marker = gone.map(StoredObject::deleteMarker).orElse(false);
    return new Response(
        204, marker ? headers.with("x-amz-delete-marker", "true") : headers, Bytes.EMPTY);
  }

  private static Headers describing(StoredObject object) {
    Headers headers =
        versioned(Headers.of("ETag", object.etag()), object)
            .with("Last-Modified", date(object.lastModified()))
            .with("Content-Type", object.contentType())
            .with("Accept-Ranges", "bytes");
    for (Map.Entry<String, String> entry : object.metadata().entrySet()) {
      headers = headers.with("x-amz-meta-" + entry.getKey(), entry.getValue());
    }
    return object.contentEncoding().isPresent()
        ? headers.with("Content-Encoding", object.contentEncoding().get())
        : headers;
  }

  private static Headers versioned(Headers headers, StoredObject object) {
    return object.versionId().equals(Bucket.NO_VERSION)
        ? headers
        : headers.with("x-amz-version-id", object.versionId());
  }

  private static Headers with(Headers headers, Map<String, String> more) {
    Headers all = headers;
    for (Map.Entry<String, String> entry : more.entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  private static String date(Instant time) {
    return HTTP_DATE.format(time);
  }
}
