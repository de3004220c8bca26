package dev.sightline.models.store.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// The result of checking one installed file.
public sealed interface FileCheck {
  /// The file's name, relative to the model's folder.
  String file();

  /// The file is as expected.
  ///
  /// @param with the source of the expected value
  record Same(String file, ComparedWith with) implements FileCheck {}

  /// The source of an expected value.
  enum ComparedWith {
    /// The SHA-256 of the catalogue.
    CATALOGUE,
    /// The SHA-256 of the first download, because the catalogue has none.
    FIRST_PULL,
    /// The size, or nothing.
    SIZE
  }

  /// The file is missing.
  record Missing(String file) implements FileCheck {}

  /// The file has another size or hash.
  ///
  /// @param expected size or hash of the catalogue or the first pull, with its unit
  /// @param found the value of the file
  record Different(String file, String expected, String found) implements FileCheck {}

  /// Whether the file is as expected.
  default boolean good() {
    return this instanceof Same;
  }

  /// Checks one file: first its size, then, if the size is right, its hash.
  ///
  /// @param path expected path
  /// @throws StoreException if it exists and cannot be read
  static FileCheck of(CatalogueEntry.File expected, Path path) {
    String name = expected.name();
    if (!Files.isRegularFile(path)) {
      return new Missing(name);
    }
    try {
      long size = Files.size(path);
      if (expected.bytes().orElse(size) != size) {
        return new Different(name, bytes(expected.bytes().getAsLong()), bytes(size));
      }
      if (expected.sha256().isEmpty()) {
        return new Same(name, ComparedWith.SIZE);
      }
      String hash = sha256(path);
      return expected.sha256().get().equals(hash)
          ? new Same(name, ComparedWith.CATALOGUE)
          : new Different(name, "SHA-256 " + expected.sha256().get(), "SHA-256 " + hash);
    } catch (IOException e) {
      throw StoreException.unreadable(name, path, e);
    }
  }

  /// The exact size, for messages.
  static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }

  /// The SHA-256 of a file in lower-case hexadecimal.
  static String sha256(Path path) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    var buffer = new byte[1 << 20];
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      while (in.read(buffer) >= 0) {
        // reading updates the digest
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
