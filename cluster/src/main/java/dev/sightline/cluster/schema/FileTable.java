package dev.sightline.cluster.schema;

import dev.sightline.library.image.IndexedFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;

/// Which files there are and what is known of them, as two hashes of 64 bits each: 16 to 40 bytes a
/// file, however long its path. Among ten million files two have the same hash once in 300,000
/// libraries. For use by one thread.
public final class FileTable {
  private static final int FIRST = 1 << 10;

  /// 0 where there is none: no path has that hash, or it is taken for 1.
  private long[] paths = new long[FIRST];

  private long[] stamps = new long[FIRST];
  private BitSet seen = new BitSet();
  private int size;
  private int unseen;

  /// Adds a file as it is known; an earlier one of the same path is forgotten.
  public void add(IndexedFile file) {
    if (2L * (size + 1) > paths.length) {
      grow();
    }
    long path = hash(file.path().toString());
    int slot = slot(path);
    if (paths[slot] == 0) {
      paths[slot] = path;
      size++;
      unseen++;
    }
    stamps[slot] = stamp(file);
  }

  private void grow() {
    long[] oldPaths = paths;
    long[] oldStamps = stamps;
    BitSet oldSeen = seen;
    paths = new long[Math.multiplyExact(2, oldPaths.length)];
    stamps = new long[paths.length];
    seen = new BitSet();
    for (int i = 0; i < oldPaths.length; i++) {
      if (oldPaths[i] != 0) {
        int slot = slot(oldPaths[i]);
        paths[slot] = oldPaths[i];
        stamps[slot] = oldStamps[i];
        seen.set(slot, oldSeen.get(i));
      }
    }
  }

  /// Where a hash is, or where it would be put.
  private int slot(long path) {
    int slot = (int) path & (paths.length - 1);
    while (paths[slot] != 0 && paths[slot] != path) {
      slot = (slot + 1) & (paths.length - 1);
    }
    return slot;
  }

  /// Whether a file is known just as it is, with what lies beside it; then it was seen.
  public boolean see(IndexedFile file) {
    int slot = slot(hash(file.path().toString()));
    boolean same = paths[slot] != 0 && stamps[slot] == stamp(file);
    if (same) {
      see(slot);
    }
    return same;
  }

  /// Whether a path is known; then it was seen.
  public boolean see(Path path) {
    int slot = slot(hash(path.toString()));
    boolean known = paths[slot] != 0;
    if (known) {
      see(slot);
    }
    return known;
  }

  private void see(int slot) {
    if (!seen.get(slot)) {
      seen.set(slot);
      unseen--;
    }
  }

  /// Whether a path is known and was not seen.
  public boolean isUnseen(Path path) {
    int slot = slot(hash(path.toString()));
    return paths[slot] != 0 && !seen.get(slot);
  }

  /// Whether there is any path that was not seen.
  public boolean hasUnseen() {
    return unseen > 0;
  }

  private static long stamp(IndexedFile file) {
    return hash(
        "%d %d %s %s %d %s"
            .formatted(
                file.bytes(),
                file.modifiedMillis(),
                file.fileKey(),
                file.changeTimeMillis(),
                file.metadataVersion(),
                file.attachments().stamp()));
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long hash = ByteBuffer.wrap(digest).getLong();
      return hash == 0 ? 1 : hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
