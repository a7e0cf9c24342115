package dev.konglightstep.proxy.document;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.spill.Sha256;
import dev.konglightstep.proxy.spill.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A document in a file. */
public final class DocumentFile implements DocumentStore {
  private final Path file;
  private final int most;

  /**
   * Reads nothing yet.
   *
   * @param most bytes that a document may have
   */
  public DocumentFile(Path file, int most) {
    this.file = file;
    this.most = most;
  }

  @Override
  public Newest newest(Optional<String> seen, Duration timeout) throws StoreException {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      return newest(seen, size > most ? new Newest.TooLong(size + " bytes") : document(in));
    } catch (NoSuchFileException e) {
      return new Newest.Absent();
    } catch (IOException e) {
      throw new StoreException("cannot read the file: " + e.getClass().getSimpleName());
    }
  }

  private Newest document(InputStream in) throws IOException {
    Bytes body = Bytes.of(in.readNBytes(most));
    return new Newest.Document(Sha256.hex(body), body);
  }

  private static Newest newest(Optional<String> seen, Newest found) {
    return switch (found) {
      case Newest.Document(String tag, Bytes body) when seen.filter(tag::equals).isPresent() ->
          new Newest.Unchanged();
      case Newest.TooLong(String tag) when seen.filter(tag::equals).isPresent() ->
          new Newest.Unchanged();
      default -> found;
    };
  }
}
