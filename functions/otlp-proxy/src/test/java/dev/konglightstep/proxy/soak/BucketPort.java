package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.standins.s3.ListObjects;
import dev.konglightstep.standins.s3.PutObject;
import dev.konglightstep.standins.s3.S3Failure;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.s3.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The bucket, as one environment sees it. */
record BucketPort(S3Model model, Environment environment, Wire wire) implements ObjectStore {
  static final String BUCKET = "spill-bucket";

  @Override
  public void put(String key, Bytes body, Duration timeout) throws StoreException {
    call(timeout, () -> model.putObject(PutObject.of(BUCKET, key, body)));
  }

  @Override
  public Optional<Bytes> get(String key, Duration timeout) throws StoreException {
    return call(timeout, () -> find(key));
  }

  @Override
  public void delete(String key, Duration timeout) throws StoreException {
    call(timeout, () -> model.deleteObject(BUCKET, key, Optional.empty()));
  }

  @Override
  public List<String> keys(String prefix, String after, int most, Duration timeout)
      throws StoreException {
    ListObjects list = ListObjects.of(BUCKET, prefix).startAfter(after).maxKeys(most);
    return call(
        timeout, () -> model.listObjects(list).objects().stream().map(StoredObject::key).toList());
  }

  private Optional<Bytes> find(String key) {
    try {
      return Optional.of(model.getObject(BUCKET, key).body());
    } catch (S3Failure e) {
      return Optional.empty();
    }
  }

  private <T> T call(Duration timeout, Supplier<T> effect) throws StoreException {
    try {
      return wire.call(environment, Service.BUCKET, timeout, effect);
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()));
    }
  }
}
