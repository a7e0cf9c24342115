package dev.konglightstep.proxy.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.proxy.spill.Sha256;
import dev.konglightstep.proxy.spill.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A policy in a file, which has no earlier versions. */
public final class PolicyFile implements PolicyStore {
  private final Path file;

  public PolicyFile(Path file) {
    this.file = file;
  }

  @Override
  public Newest newest(Optional<String> seen, Duration timeout) throws StoreException {
    Bytes body;
    try (InputStream in = Files.newInputStream(file)) {
      body = Bytes.of(in.readNBytes(PolicyJson.MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      return new Newest.Absent();
    } catch (IOException e) {
      throw new StoreException("cannot read the file: " + e.getClass().getSimpleName());
    }
    String tag = Sha256.hex(body);
    return seen.filter(tag::equals).isPresent()
        ? new Newest.Unchanged()
        : new Newest.Document(tag, body);
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
