package dev.sightline.models.cache;

import dev.sightline.models.layout.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The SHA-256 of a model's files, stored in the model's cache: hashing 350 MB at each start would
/// take longer than a search. A stored hash is valid while the size and modification time of the
/// file are the same.
///
/// On disk, one file per line: name, bytes, modification time in milliseconds, hash; tab-separated.
public final class FileHashes {
  private static final String FILE = "hashes.tsv";
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path folder;
  private final ModelCache cache;
  private final Map<String, String> lines = new LinkedHashMap<>();

  /// Reads the stored hashes.
  ///
  /// @param folder folder of the model files
  /// @param cache stores the hashes
  public FileHashes(Path folder, ModelCache cache) {
    this.folder = folder;
    this.cache = cache;
    cache
        .read(FILE)
        .ifPresent(
            text ->
                text.lines()
                    .forEach(
                        line -> {
                          int hashAt = line.lastIndexOf('\t');
                          if (hashAt > 0) {
                            lines.put(line.substring(0, hashAt), line.substring(hashAt + 1));
                          }
                        }));
  }

  /// The file's SHA-256 in hexadecimal.
  ///
  /// @throws InvalidModelException if the file cannot be read
  public String sha256(Path file) {
    try {
      String key =
          "%s\t%d\t%d"
              .formatted(
                  file.startsWith(folder) ? folder.relativize(file) : file,
                  Files.size(file),
                  Files.getLastModifiedTime(file).toMillis());
      String known = lines.get(key);
      if (known != null) {
        return known;
      }
      String hash = hash(file);
      lines.put(key, hash);
      cache.write(FILE, asText());
      return hash;
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
  }

  private String asText() {
    var text = new StringBuilder();
    lines.forEach((key, hash) -> text.append(key).append('\t').append(hash).append('\n'));
    return text.toString();
  }

  /// A new SHA-256 digest.
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = newDigest();
    var buffer = new byte[BUFFER_BYTES];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (in.read(buffer) >= 0) {
        // reading updates the digest
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
