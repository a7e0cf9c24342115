package dev.konglightstep.proxy.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.proxy.document.DocumentFile;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.spill.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A policy in a file, which has no earlier versions. */
public final class PolicyFile implements PolicyStore {
  private final DocumentStore file;

  public PolicyFile(Path file) {
    this.file = new DocumentFile(file, PolicyJson.MOST_BYTES);
  }

  @Override
  public Newest newest(Optional<String> seen, Duration timeout) throws StoreException {
    return file.newest(seen, timeout);
  }

  @Override
  public List<String> versions(int most, Duration timeout) {
    return List.of();
  }

  @Override
  public Bytes read(String version, Duration timeout) throws StoreException {
    throw new StoreException("a file has no versions");
  }
}
