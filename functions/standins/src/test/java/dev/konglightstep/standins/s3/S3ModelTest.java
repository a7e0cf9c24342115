package dev.konglightstep.standins.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class S3ModelTest {
  private static final String BUCKET = "bucket";

  private final S3Model model = new S3Model(() -> Instant.parse("2026-11-24T10:00:00.125Z"));

  S3ModelTest() {
    model.createBucket(BUCKET);
  }

  @Test
  void put_bytesThatChangeLater_keepsThemAsTheyWere() {
    byte[] bytes = {1, 2};
    model.putObject(PutObject.of(BUCKET, "key", Bytes.of(bytes)));
    bytes[0] = 9;

    StoredObject object = model.getObject(BUCKET, "key");
    assertThat(object.body().copy()).containsExactly(1, 2);
    assertThat(object.lastModified()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
  }

  @Test
  void put_refused_changesNothing() {
    String etag = model.putObject(PutObject.of(BUCKET, "key", Bytes.utf8("one"))).etag();
    PutObject two = PutObject.of(BUCKET, "key", Bytes.utf8("two"));

    refused(S3Failure.Code.PRECONDITION_FAILED, () -> model.putObject(two.on(Conditions.ABSENT)));
    refused(
        S3Failure.Code.PRECONDITION_FAILED,
        () -> model.putObject(two.on(Conditions.match("\"other\""))));
    refused(S3Failure.Code.NOT_IMPLEMENTED, () -> model.putObject(two.on(Conditions.match("*"))));
    refused(
        S3Failure.Code.NOT_IMPLEMENTED,
        () -> model.putObject(two.on(new Conditions(Optional.of(etag), Optional.of("*")))));

    assertThat(model.getObject(BUCKET, "key").body().text()).isEqualTo("one");
    model.putObject(two.on(Conditions.match(etag.replace("\"", ""))));
    assertThat(model.getObject(BUCKET, "key").body().text()).isEqualTo("two");
  }

  @Test
  void versions_deletedAndRestored_areAsS3HasThem() {
    model.putObject(PutObject.of(BUCKET, "key", Bytes.utf8("before")));
    model.enableVersioning(BUCKET);
    String first = model.putObject(PutObject.of(BUCKET, "key", Bytes.utf8("one"))).versionId();
    StoredObject marker = model.deleteObject(BUCKET, "key", Optional.empty()).orElseThrow();

    assertThat(marker.deleteMarker()).isTrue();
    refused(S3Failure.Code.NO_SUCH_KEY, () -> model.getObject(BUCKET, "key"));
    assertThat(read(first)).isEqualTo("one");
    assertThat(read("null")).isEqualTo("before");
    refused(S3Failure.Code.METHOD_NOT_ALLOWED, () -> read(marker.versionId()));
    refused(S3Failure.Code.NO_SUCH_VERSION, () -> read("none"));
    assertThat(model.listObjects(ListObjects.of(BUCKET, "")).objects()).isEmpty();
    model.putObject(PutObject.of(BUCKET, "key", Bytes.EMPTY).on(Conditions.ABSENT));

    model.listObjectVersions(BUCKET, "").stream()
        .filter(version -> !version.versionId().equals("null"))
        .forEach(v -> model.deleteObject(BUCKET, "key", Optional.of(v.versionId())));
    assertThat(model.getObject(BUCKET, "key").body().text()).isEqualTo("before");
  }

  @Test
  void bucket_twiceOrAbsent_isRefused() {
    refused(S3Failure.Code.BUCKET_ALREADY_OWNED_BY_YOU, () -> model.createBucket(BUCKET));
    refused(S3Failure.Code.NO_SUCH_BUCKET, () -> model.getObject("none", "key"));
    refused(S3Failure.Code.NO_SUCH_BUCKET, () -> model.listObjects(ListObjects.of("none", "")));
  }

  @Test
  void list_beyondTheFirstPlane_isInTheOrderOfBytesAndNotOfChars() {
    model.putObject(PutObject.of(BUCKET, "\ud83d\ude00", Bytes.EMPTY));
    model.putObject(PutObject.of(BUCKET, "\ufffd", Bytes.EMPTY));

    assertThat(model.listObjects(ListObjects.of(BUCKET, "")).objects())
        .extracting(StoredObject::key)
        .containsExactly("\ufffd", "\ud83d\ude00");
  }

  @Property(tries = 100)
  void list_pageByPage_givesEveryKeyOfThePrefixOnceAndInOrder(
      @ForAll List<@StringLength(min = 1, max = 3) String> keys,
      @ForAll @StringLength(max = 1) String prefix,
      @ForAll @IntRange(min = 1, max = 5) int most) {
    S3Model fresh = new S3Model(() -> Instant.EPOCH);
    fresh.createBucket(BUCKET);
    Comparator<String> byBytes =
        Comparator.comparing(text -> Bytes.utf8(text).copy(), Arrays::compareUnsigned);
    TreeSet<String> expected = new TreeSet<>(byBytes);
    for (String key : keys) {
      fresh.putObject(PutObject.of(BUCKET, key, Bytes.EMPTY));
      if (key.startsWith(prefix)) {
        expected.add(key);
      }
    }

    List<String> listed = new ArrayList<>();
    ListObjects first = ListObjects.of(BUCKET, prefix).maxKeys(most);
    Optional<ListObjects> next = Optional.of(first);
    while (next.isPresent()) {
      Listing page = fresh.listObjects(next.get());
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(most);
      page.objects().forEach(object -> listed.add(object.key()));
      next = page.nextToken().map(first::continuedBy);
    }

    assertThat(listed).containsExactlyElementsOf(expected);
  }

  private String read(String versionId) {
    return model
        .getObject(new GetObject(BUCKET, "key", Optional.of(versionId), Conditions.NONE))
        .body()
        .text();
  }

  private static void refused(S3Failure.Code code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(S3Failure.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
