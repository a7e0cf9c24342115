package dev.konglightstep.standins.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and answers as they are on the wire; the SDK's are tested where the SDK is. */
class S3FaceTest {
  private static final Headers SIGNED = Headers.of("Authorization", "AWS4-HMAC-SHA256 …");

  private final S3Model model = new S3Model(() -> Instant.parse("2026-11-04T10:00:00.125Z"));
  private final S3Face face = new S3Face(model);

  @BeforeEach
  void create() {
    model.createBucket("bucket");
  }

  @Test
  void get_anObject_tellsEverythingInHeaders() {
    model.putObject(
        PutObject.of("bucket", "a/b", Bytes.utf8("hello")).withMetadata(Map.of("name", "value")));

    Response answer = call("GET", "/bucket/a/b", SIGNED, "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().text()).isEqualTo("hello");
    assertThat(answer.headers().first("ETag")).contains("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(answer.headers().first("Last-Modified")).contains("Wed, 04 Nov 2026 10:00:00 GMT");
    assertThat(answer.headers().first("x-amz-meta-name")).contains("value");
    assertThat(answer.headers().first("Content-Type")).contains("binary/octet-stream");
    assertThat(answer.headers().first("x-amz-version-id")).isEmpty();
  }

  @Test
  void get_absent_saysSoInXml() {
    Response answer = call("GET", "/bucket/a%20key", SIGNED, "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().text())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Error><Code>NoSuchKey</Code>"
                + "<Message>The specified key does not exist.</Message>"
                + "<Resource>/bucket/a%20key</Resource></Error>");
  }

  @ParameterizedTest
  @CsvSource({"GET, 304", "HEAD, 304"})
  void get_theSameAsBefore_isNotSentAgain(String method, int status) {
    String etag = model.putObject(PutObject.of("bucket", "key", Bytes.utf8("hello"))).etag();

    Response answer = call(method, "/bucket/key", SIGNED.with("If-None-Match", etag), "");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().isEmpty()).isTrue();
  }

  @Test
  void head_absent_hasNoBody() {
    Response answer = call("HEAD", "/bucket/key", SIGNED, "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "bucket.localhost:4566, /a%2Bb+c",
    "bucket.s3.eu-west-1.amazonaws.com, /a%2Bb+c",
    "127.0.0.1:4566, /bucket/a%2Bb+c"
  })
  void put_inEitherStyle_findsBucketAndKey(String host, String target) {
    Response answer = call("PUT", target, SIGNED.with("Host", host), "value");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(model.getObject("bucket", "a+b+c").body().text()).isEqualTo("value");
  }

  @Test
  void put_inChunksWithATrailingChecksum_keepsBytesAndChecksum() {
    Response answer =
        chunked("5;chunk-signature=0\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5);

    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    StoredObject object = model.getObject("bucket", "key");
    assertThat(object.body().text()).isEqualTo("hello");
    assertThat(object.contentEncoding()).contains("gzip");
    Response got = call("GET", "/bucket/key", SIGNED.with("x-amz-checksum-mode", "ENABLED"), "");
    assertThat(got.headers().first("x-amz-checksum-crc32")).contains("NhCmhg==");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5~hello~0~x-amz-checksum-crc32:AAAAAA==~~ | 5 | BadDigest
          5~hello~0~~                               | 6 | IncompleteBody
          5~hello~                                  | 5 | IncompleteBody
          9~hello~0~~                               | 5 | IncompleteBody
          5~hel                                     | 5 | IncompleteBody
          z~hello~0~~                               | 5 | IncompleteBody
          80000000~hello~0~~                        | 5 | IncompleteBody
          5~hello~0~no field~~                      | 5 | IncompleteBody
          """)
  void put_inBrokenChunks_isRefusedAndKeepsNothing(String body, int length, String code) {
    Response answer = chunked(body.replace("~", "\r\n"), length);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().text()).contains("<Code>" + code + "</Code>");
    assertThat(model.listObjects(ListObjects.of("bucket", "")).objects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, XUFAKrxLKna5cZ2REBfFkg==, 200",
    "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==, 400",
    "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 200",
    "x-amz-checksum-sha256, AAAA, 400",
    "x-amz-checksum-sha1, qvTGHdzF6KLavt4PO0gs2a6pQ00=, 200",
    "x-amz-checksum-crc32c, mnG7TA==, 200",
    "x-amz-checksum-crc32c, AAAAAA==, 400",
    "x-amz-checksum-algorithm, CRC32, 200",
    "x-amz-content-sha256, 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824, 200",
    "x-amz-content-sha256, 0000000000000000000000000000000000000000000000000000000000000000, 400",
    "x-amz-content-sha256, UNSIGNED-PAYLOAD, 200"
  })
  void put_withAChecksum_isHeldToIt(String header, String value, int status) {
    assertThat(call("PUT", "/bucket/key", SIGNED.with(header, value), "hello").status())
        .isEqualTo(status);
  }

  @Test
  void anyCall_withoutASignature_isRefused() {
    Response answer = call("GET", "/bucket/key", Headers.NONE, "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().text()).contains("<Code>AccessDenied</Code>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET   | /                                  | 501
          GET   | /bucket                            | 501
          GET   | /bucket?list-type=2&delimiter=%2F  | 501
          GET   | /bucket?list-type=2&max-keys=x     | 400
          GET   | /bucket?list-type=2&continuation-token=%25 | 400
          POST  | /bucket                            | 501
          POST  | /bucket/key?uploads                | 501
          PATCH | /bucket/key                        | 501
          PUT   | /none/key                          | 404
          GET   | /bucket?list-type=2&max-keys=5000  | 200
          HEAD  | /none                              | 404
          HEAD  | /bucket                            | 200
          """)
  void anyCall_byItsKind_isAnsweredOrRefused(String method, String target, int status) {
    assertThat(call(method, target, SIGNED, "").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <Delete><Object><Key>a</Key></Object><Object><Key>absent</Key></Object></Delete>  | 200 | <Deleted><Key>a</Key></Deleted><Deleted><Key>absent</Key></Deleted>
          <Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>                 | 200 | <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></DeleteResult>
          <Delete></Delete>                                                                | 400 | MalformedXML
          <Delete><Object><Key>a</Key></Object>                                            | 400 | MalformedXML
          <Delete><Object></Object></Delete>                                               | 400 | MalformedXML
          <!DOCTYPE d [<!ENTITY e "a">]><Delete><Object><Key>&e;</Key></Object></Delete>     | 400 | MalformedXML
          <!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><Delete><Object><Key>&e;</Key></Object></Delete> | 400 | MalformedXML
          """)
  void deleteObjects_byItsXml_deletesOrRefuses(String xml, int status, String answered) {
    model.putObject(PutObject.of("bucket", "a", Bytes.EMPTY));

    Response answer = call("POST", "/bucket?delete", SIGNED, xml);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().text()).contains(answered);
    assertThat(model.listObjects(ListObjects.of("bucket", "")).objects())
        .hasSize(status == 200 ? 0 : 1);
  }

  @Test
  void list_withUrlEncoding_escapesKeys() {
    model.putObject(PutObject.of("bucket", "p/a b\u0001é&", Bytes.EMPTY));

    String plain = call("GET", "/bucket?list-type=2&prefix=p%2F", SIGNED, "").body().text();
    String escaped = call("GET", "/bucket?list-type=2&encoding-type=url", SIGNED, "").body().text();

    assertThat(plain).contains("<Key>p/a b&#1;é&amp;</Key>").contains("<Prefix>p/</Prefix>");
    assertThat(escaped).contains("<Key>p/a+b%01%C3%A9%26</Key>");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 206, a",
    "bytes=4-, 206, ef",
    "bytes=-2, 206, ef",
    "bytes=-99, 206, abcdef",
    "bytes=4-99, 206, ef",
    "bytes=-, 200, abcdef",
    "'bytes=0-1,3-4', 200, abcdef",
    "lines=1-2, 200, abcdef"
  })
  void get_aRange_givesThatPart(String range, int status, String part) {
    model.putObject(PutObject.of("bucket", "key", Bytes.utf8("abcdef")));

    Response answer = call("GET", "/bucket/key", SIGNED.with("Range", range), "");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().text()).isEqualTo(part);
  }

  private Response chunked(String body, int length) {
    Headers headers =
        SIGNED
            .with("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
            .with("x-amz-trailer", "x-amz-checksum-crc32")
            .with("x-amz-decoded-content-length", String.valueOf(length))
            .with("Content-Encoding", "gzip,aws-chunked");
    return call("PUT", "/bucket/key", headers, body);
  }

  private Response call(String method, String target, Headers headers, String body) {
    return face.answer(new Request(method, target, headers, Bytes.utf8(body)));
  }
}
