package dev.konglightstep.principalmap;

import dev.konglightstep.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** A directory in a file, for one process on one machine: no version before the newest is kept. */
final class FileSnapshots implements SnapshotStore {
  private final Path path;

  FileSnapshots(Path path) {
    this.path = path;
  }

  @Override
  public Optional<Stored> newest(Instant deadline) {
    try {
      Bytes content = Bytes.of(Files.readAllBytes(path));
      return Optional.of(new Stored(digest(content), content));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UnreadableException.lasting("the directory's file cannot be read");
    }
  }

  @Override
  public Optional<Bytes> earlier(int back, Instant deadline) {
    return Optional.empty();
  }

  @Override
  public boolean write(Bytes content, Optional<String> replaced, Instant deadline) {
    if (!newest(deadline).map(Stored::tag).equals(replaced)) {
      return false;
    }
    try {
      Path beside = Files.createTempFile(path.toAbsolutePath().getParent(), "principals", ".new");
      Files.write(beside, content.copy());
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      throw UnreadableException.lasting("the directory's file cannot be written");
    }
  }

  private static String digest(Bytes content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.copy()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
