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

/// What a look at one installed file found.
public sealed interface FileCheck {
  /// The file's name, relative to the model's folder.
  String file();

  /// The file is as it should be.
  ///
  /// @param with what it was compared with
  record Same(String file, ComparedWith with) implements FileCheck {}

  /// What there was to compare a file with.
  enum ComparedWith {
    /// The SHA-256 of the catalogue.
    CATALOGUE,
    /// The SHA-256 that was noted when the file was first pulled, because the catalogue has none.
    FIRST_PULL,
    /// Its size, or nothing at all.
    SIZE
  }

  /// The file is not there.
  record Missing(String file) implements FileCheck {}

  /// The file is another one.
  ///
  /// @param expected size or hash of the catalogue or the first pull, with its unit
  /// @param found what the file has instead
  record Different(String file, String expected, String found) implements FileCheck {}

  /// Whether this is as it should be.
  default boolean good() {
    return this instanceof Same;
  }

  /// Looks at one file: its size first, its hash only if the size is right.
  ///
  /// @param path where it should be
  /// @throws StoreException if it is there and cannot be read
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

  /// A size as messages spell it: exactly.
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
        // reading is what feeds the digest
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
