package dev.konglightstep.proxy.aws;

import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.spill.StoreException;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An object of a test in a bucket with versions, and the adapter to it. */
record ScratchPolicy(S3Client client, String bucket, S3Policy store) implements AutoCloseable {
  static final String KEY = "a b/policy.json";

  void put(String text) {
    client.putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(text));
  }

  /** Another object, whose key begins with this one's. */
  void putBeside(String text) {
    client.putObject(put -> put.bucket(bucket).key(KEY + ".bak"), RequestBody.fromString(text));
  }

  void delete() {
    client.deleteObject(delete -> delete.bucket(bucket).key(KEY));
  }

  Newest.Document newest(Optional<String> seen) throws StoreException {
    return (Newest.Document) store.newest(seen, PolicyContract.TIMEOUT);
  }

  @Override
  public void close() {
    client.close();
  }
}
