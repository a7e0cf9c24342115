package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to S3, in path style ({@code /bucket/key}) or in virtual-hosted style ({@code
 * bucket.s3.…} or {@code bucket.localhost} as the host).
 *
 * @param key empty for a call to the bucket itself
 * @param query with an empty text for a parameter without a value
 * @param body as the sender wrote it, without the chunks that it may have come in
 * @param checksums of the body, by header name
 */
record S3Request(
    String method,
    String bucket,
    String key,
    Map<String, String> query,
    Headers headers,
    Bytes body,
    Map<String, String> checksums) {
  private static final Pattern VIRTUAL_HOST =
      Pattern.compile("(.+?)\\.(?:s3[.-].+|localhost)(?::\\d+)?");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final String METADATA = "x-amz-meta-";

  /**
   * Reads a request and holds its body to what is said of it.
   *
   * @throws S3Failure if the body is not what its headers say
   */
  static S3Request of(Request request) throws UnreadableBodyException {
    String path = request.path().substring(1);
    Optional<String> host = request.headers().first("Host").flatMap(S3Request::virtualHost);
    int slash = path.indexOf('/');
    String bucket = host.orElse(slash < 0 ? path : path.substring(0, slash));
    String key = host.isPresent() ? path : slash < 0 ? "" : path.substring(slash + 1);
    Map<String, String> checksums = new TreeMap<>();
    Bytes body = body(request, checksums);
    return new S3Request(
        request.method(),
        bucket,
        unescaped(key),
        query(request.target()),
        request.headers(),
        body,
        checksums);
  }

  /** The user's own metadata, names in lower case. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(METADATA)) {
            metadata.put(lower.substring(METADATA.length()), value);
          }
        });
    return metadata;
  }

  Conditions conditions() {
    return new Conditions(headers.first("If-Match"), headers.first("If-None-Match"));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** Without {@code aws-chunked}, which is about the way here only. */
  Optional<String> contentEncoding() {
    return headers
        .first("Content-Encoding")
        .map(value -> value.replaceAll("(^|, *)aws-chunked(, *|$)", ""))
        .filter(value -> !value.isEmpty());
  }

  /** Undoes percent-encoding alone; a plus is a plus in a path. */
  static String unescaped(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Bytes body(Request request, Map<String, String> checksums)
      throws UnreadableBodyException {
    Bytes raw = request.body().decode();
    Headers headers = request.headers();
    addChecksums(headers, checksums);
    String sha256 = headers.first("x-amz-content-sha256").orElse("");
    Bytes body = raw;
    if (sha256.startsWith("STREAMING-")) {
      AwsChunked chunked = AwsChunked.decode(raw);
      chunked.trailers().forEach((name, value) -> addChecksum(name, value, checksums));
      body = chunked.body();
      checkLength(headers, body);
    } else if (SHA256.matcher(sha256).matches() && !Checksums.sha256Hex(raw).equals(sha256)) {
      throw new S3Failure(
          S3Failure.Code.BAD_DIGEST,
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    Checksums.check(body, checksums);
    Bytes checked = body;
    headers.first("Content-MD5").ifPresent(md5 -> Checksums.checkMd5(checked, md5));
    return body;
  }

  private static void checkLength(Headers headers, Bytes body) {
    String told = headers.first("x-amz-decoded-content-length").orElse("");
    if (!told.equals(String.valueOf(body.length()))) {
      throw new S3Failure(
          S3Failure.Code.INCOMPLETE_BODY,
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
  }

  private static void addChecksums(Headers headers, Map<String, String> checksums) {
    headers.forEach((name, value) -> addChecksum(name.toLowerCase(Locale.ROOT), value, checksums));
  }

  private static void addChecksum(String name, String value, Map<String, String> checksums) {
    if (Checksums.isValue(name)) {
      checksums.put(name, value);
    }
  }

  private static Map<String, String> query(String target) {
    Map<String, String> query = new HashMap<>();
    int mark = target.indexOf('?');
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&", -1)) {
        String[] parameter = pair.split("=", 2);
        query.put(unquoted(parameter[0]), parameter.length < 2 ? "" : unquoted(parameter[1]));
      }
    }
    return query;
  }

  private static String unquoted(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Optional<String> virtualHost(String host) {
    Matcher matcher = VIRTUAL_HOST.matcher(host);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
