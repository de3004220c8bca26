package dev.sightline.evaluation.labelled;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What an image encoder made of pictures, kept on disk: a run that was interrupted goes on where
/// it was, and a second evaluation of the same pictures embeds none.
///
/// One file a model and vector length, `IMAGE_FINGERPRINT-DIMENSION.embeddings`, of records of
/// equal length that are only ever appended: 32 bytes of key (a SHA-256), the numbers as
/// little-endian float32, and a CRC-32C of both. A record that was cut short or fails its check is
/// passed over, and what comes behind a cut one is dropped. Where the file cannot be written, or
/// another program writes it, nothing is kept; that costs time only. Not for concurrent use.
final class EmbeddingCache implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  private final Map<String, float[]> kept = new HashMap<>();
  private final int dimension;
  private final @Nullable FileChannel file; // ours and locked, or nothing is kept

  private EmbeddingCache(int dimension, @Nullable FileChannel file) {
    this.dimension = dimension;
    this.file = file;
  }

  /// A cache that keeps nothing on disk.
  static EmbeddingCache inMemory(int dimension) {
    return new EmbeddingCache(dimension, null);
  }

  /// Opens the file of a model.
  ///
  /// @param folder is made if it is not there
  /// @param fingerprint of the image encoder
  static EmbeddingCache open(Path folder, String fingerprint, int dimension) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("%s-%d.embeddings".formatted(fingerprint, dimension)),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      var cache = new EmbeddingCache(dimension, lock == null ? null : channel);
      long whole = cache.read(channel);
      if (lock == null) {
        channel.close();
      } else {
        channel.truncate(whole);
        channel.position(whole);
      }
      return cache;
    } catch (IOException e) {
      return inMemory(dimension);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (java.nio.channels.OverlappingFileLockException e) {
      return null; // this very process writes it already
    }
  }

  /// @return where the last whole record ends
  private long read(FileChannel channel) throws IOException {
    var record = ByteBuffer.allocate(recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long records = channel.size() / recordBytes();
    for (long i = 0; i < records; i++) {
      record.clear();
      while (record.hasRemaining()) {
        if (channel.read(record, i * recordBytes() + record.position()) < 0) {
          return i * recordBytes();
        }
      }
      take(record.flip());
    }
    return records * recordBytes();
  }

  private void take(ByteBuffer record) {
    if (record.getInt(record.limit() - Integer.BYTES) != check(record)) {
      return;
    }
    var key = new byte[KEY_BYTES];
    record.get(key);
    var numbers = new float[dimension];
    record.asFloatBuffer().get(numbers);
    kept.put(ContentHash.text(key), numbers);
  }

  /// What is kept under a key; read, not written to.
  Optional<float[]> get(ContentHash key) {
    return Optional.ofNullable(kept.get(key.hex()));
  }

  /// Keeps numbers under a key.
  void put(ContentHash key, float[] numbers) {
    if (kept.putIfAbsent(key.hex(), numbers) != null || file == null) {
      return;
    }
    var record = ByteBuffer.allocate(recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    record.put(key.bytes());
    record.asFloatBuffer().put(numbers);
    record.putInt(recordBytes() - Integer.BYTES, check(record));
    try {
      record.clear();
      while (record.hasRemaining()) {
        file.write(record);
      }
    } catch (IOException e) {
      // A full disk costs the next run time; the evaluation itself needs no disk.
    }
  }

  private static int check(ByteBuffer record) {
    var check = new CRC32C();
    check.update(record.duplicate().position(0).limit(record.capacity() - Integer.BYTES));
    return (int) check.getValue();
  }

  private int recordBytes() {
    return KEY_BYTES + Float.BYTES * dimension + Integer.BYTES;
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // what was written is checked when it is read
      }
    }
  }
}
