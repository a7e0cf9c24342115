package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The calls to a bucket: making it, listing it, deleting many of its objects. */
record BucketCalls(S3Model model) {
  private static final int MOST_DELETES = 1000;

  Response answer(S3Request request) {
    return switch (request.method()) {
      case "PUT" -> request.query().containsKey("versioning") ? version(request) : create(request);
      case "HEAD" -> head(request);
      case "GET" -> list(request);
      case "POST" -> deleteObjects(request);
      default -> throw S3Failure.notImplemented();
    };
  }

  private Response create(S3Request request) {
    model.createBucket(request.bucket());
    return new Response(200, Headers.of("Location", "/" + request.bucket()), Bytes.EMPTY);
  }

  private Response version(S3Request request) {
    if (!XmlElement.parse(request.body()).textOf("Status").equals(Optional.of("Enabled"))) {
      throw S3Failure.notImplemented();
    }
    model.enableVersioning(request.bucket());
    return new Response(200, Headers.NONE, Bytes.EMPTY);
  }

  private Response head(S3Request request) {
    model.headBucket(request.bucket());
    return new Response(200, Headers.NONE, Bytes.EMPTY);
  }

  private Response list(S3Request request) {
    if (request.query().containsKey("versions")) {
      return versions(request);
    }
    if (!request.query().getOrDefault("list-type", "").equals("2")
        || request.parameter("delimiter").isPresent()) {
      throw S3Failure.notImplemented();
    }
    int maxKeys = maxKeys(request);
    ListObjects asked =
        new ListObjects(
            request.bucket(),
            request.parameter("prefix").orElse(""),
            request.parameter("start-after").orElse(""),
            request.parameter("continuation-token"),
            maxKeys);
    return xml(page(request, asked, model.listObjects(asked)));
  }

  private static Xml page(S3Request request, ListObjects asked, Listing listing) {
    UnaryOperator<String> written = encoding(request);
    Xml xml =
        Xml.root("ListBucketResult")
            .element("Name", request.bucket())
            .element("Prefix", written.apply(asked.prefix()))
            .element("KeyCount", listing.objects().size())
            .element("MaxKeys", asked.maxKeys())
            .element("IsTruncated", listing.nextToken().isPresent());
    request.parameter("encoding-type").ifPresent(type -> xml.element("EncodingType", type));
    request
        .parameter("start-after")
        .ifPresent(key -> xml.element("StartAfter", written.apply(key)));
    asked.continuationToken().ifPresent(token -> xml.element("ContinuationToken", token));
    listing.nextToken().ifPresent(token -> xml.element("NextContinuationToken", token));
    for (StoredObject object : listing.objects()) {
      xml.open("Contents")
          .element("Key", written.apply(object.key()))
          .element("LastModified", object.lastModified())
          .element("ETag", object.etag())
          .element("Size", object.body().length())
          .element("StorageClass", "STANDARD")
          .close("Contents");
    }
    return xml.close("ListBucketResult");
  }

  /** The first page; markers that ask for another one are not known here. */
  private Response versions(S3Request request) {
    if (request.parameter("key-marker").isPresent()) {
      throw S3Failure.notImplemented();
    }
    String prefix = request.parameter("prefix").orElse("");
    List<StoredObject> all = model.listObjectVersions(request.bucket(), prefix);
    int most = Math.min(all.size(), maxKeys(request));
    UnaryOperator<String> written = encoding(request);
    Xml xml =
        Xml.root("ListVersionsResult")
            .element("Name", request.bucket())
            .element("Prefix", written.apply(prefix))
            .element("IsTruncated", most < all.size());
    request.parameter("encoding-type").ifPresent(type -> xml.element("EncodingType", type));
    String before = "";
    for (StoredObject version : all.subList(0, most)) {
      String name = version.deleteMarker() ? "DeleteMarker" : "Version";
      xml.open(name)
          .element("Key", written.apply(version.key()))
          .element("VersionId", version.versionId())
          .element("IsLatest", !version.key().equals(before))
          .element("LastModified", version.lastModified());
      if (!version.deleteMarker()) {
        xml.element("ETag", version.etag()).element("Size", version.body().length());
      }
      xml.close(name);
      before = version.key();
    }
    return xml(xml.close("ListVersionsResult"));
  }

  private Response deleteObjects(S3Request request) {
    if (!request.query().containsKey("delete")) {
      throw S3Failure.notImplemented();
    }
    XmlElement asked = XmlElement.parse(request.body());
    List<XmlElement> objects = asked.children("Object");
    if (objects.isEmpty() || objects.size() > MOST_DELETES) {
      throw S3Failure.malformedXml();
    }
    boolean quiet = asked.textOf("Quiet").filter("true"::equals).isPresent();
    Xml xml = Xml.root("DeleteResult");
    for (XmlElement object : objects) {
      String key = object.textOf("Key").orElseThrow(S3Failure::malformedXml);
      model.deleteObject(request.bucket(), key, object.textOf("VersionId"));
      if (!quiet) {
        xml.open("Deleted").element("Key", key).close("Deleted");
      }
    }
    return xml(xml.close("DeleteResult"));
  }

  private static int maxKeys(S3Request request) {
    String told = request.parameter("max-keys").orElse(String.valueOf(ListObjects.MOST_KEYS));
    if (!told.matches("\\d{1,9}")) {
      throw new S3Failure(
          S3Failure.Code.INVALID_ARGUMENT, "Provided max-keys not an integer or within range");
    }
    return Math.min(ListObjects.MOST_KEYS, Integer.parseInt(told));
  }

  /** With {@code encoding-type=url} keys are percent-encoded but for their slashes. */
  private static UnaryOperator<String> encoding(S3Request request) {
    return request.parameter("encoding-type").filter("url"::equals).isPresent()
        ? key -> URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/")
        : UnaryOperator.identity();
  }

  private static Response xml(Xml xml) {
    return new Response(200, Headers.of("Content-Type", "application/xml"), xml.bytes());
  }
}
