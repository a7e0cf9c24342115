package dev.konglightstep.proxy.aws;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.spill.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A document in an object of Amazon S3, read if its ETag is another than that of the last time. */
public final class S3Document implements DocumentStore {
  private static final int NOT_MODIFIED = 304;

  private final LazyS3 s3;
  private final String bucket;
  private final String key;
  private final int most;

  /**
   * Nothing is connected to yet.
   *
   * @param most bytes that a document may have
   */
  public S3Document(AwsSettings settings, String bucket, String key, int most) {
    this(new LazyS3(settings), bucket, key, most);
  }

  S3Document(LazyS3 s3, String bucket, String key, int most) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.most = most;
  }

  @Override
  public Newest newest(Optional<String> seen, Duration timeout) throws StoreException {
    return Calls.make("get object " + key, timeout, () -> newest(get(seen, timeout)));
  }

  private GetObjectRequest get(Optional<String> seen, Duration timeout) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .ifNoneMatch(seen.orElse(null))
        .overrideConfiguration(override -> override.apiCallTimeout(timeout))
        .build();
  }

  private Newest newest(GetObjectRequest get) {
    try {
      return s3.client().getObject(get, document());
    } catch (NoSuchKeyException e) {
      return new Newest.Absent();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return new Newest.Unchanged();
      }
      throw e;
    }
  }

  private ResponseTransformer<GetObjectResponse, Newest> document() {
    return (answer, in) -> {
      Long length = answer.contentLength();
      if (length == null) {
        throw new EOFException("S3 did not tell the object's length");
      }
      if (length > most) {
        in.abort();
        return new Newest.TooLong(answer.eTag());
      }
      return new Newest.Document(answer.eTag(), whole(in, length.intValue()));
    };
  }

  /** Into an array of its size, and on to the end, where the SDK compares S3's checksum. */
  private static Bytes whole(InputStream in, int length) throws IOException {
    byte[] body = new byte[length];
    if (in.readNBytes(body, 0, length) < length || in.read() >= 0) {
      throw new EOFException("the object has not the length that S3 told");
    }
    return Bytes.of(body);
  }
}
