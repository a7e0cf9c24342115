package dev.konglightstep.principalmap;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.MalformedDirectoryException;
import dev.konglightstep.principalmap.SnapshotStore.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The directory in its store: gzip of its text. */
final class Snapshots {
  /** More than any directory; what is longer is none. */
  private static final int MOST_BYTES = 1 << 28;

  /** So many versions are looked at for one that can be read. */
  private static final int MOST_EARLIER = 20;

  private final SnapshotStore store;

  Snapshots(SnapshotStore store) {
    this.store = store;
  }

  /**
   * The last directory. Of one that cannot be read the newest earlier version stands in: without
   * history a name could be inherited.
   *
   * @throws UnreadableException if the store does not answer
   */
  Last last(Instant deadline) {
    Optional<Stored> newest = store.newest(deadline);
    if (newest.isEmpty()) {
      return new Last(Optional.empty(), Optional.empty(), false);
    }
    Optional<String> tag = Optional.of(newest.get().tag());
    Optional<Directory> directory = unpacked(newest.get().content());
    return directory.isPresent()
        ? new Last(tag, directory, false)
        : new Last(tag, earlier(deadline), true);
  }

  /**
   * Writes if nobody else has since.
   *
   * @param text of a directory
   * @return whether it was written
   * @throws UnreadableException if the store does not answer
   */
  boolean write(Bytes text, Last last, Instant deadline) {
    return store.write(packed(text), last.tag(), deadline);
  }

  private Optional<Directory> earlier(Instant deadline) {
    for (int back = 1; back <= MOST_EARLIER; back++) {
      Optional<Bytes> content = store.earlier(back, deadline);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      Optional<Directory> directory = unpacked(content.get());
      if (directory.isPresent()) {
        return directory;
      }
    }
    return Optional.empty();
  }

  private static Optional<Directory> unpacked(Bytes content) {
    try (GZIPInputStream in = new GZIPInputStream(content.stream())) {
      byte[] text = in.readNBytes(MOST_BYTES);
      return in.read() < 0 ? Optional.of(Directory.parse(Bytes.of(text))) : Optional.empty();
    } catch (IOException | MalformedDirectoryException e) {
      return Optional.empty();
    }
  }

  private static Bytes packed(Bytes text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.array(), text.offset(), text.length());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return Bytes.of(packed.toByteArray());
  }
}
