package dev.sightline.models.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// One published model that can be pulled.
///
/// @param name what people call it, and the name of its folder in the store
/// @param repository where it is published, `owner/name`
/// @param revision the pinned revision there
/// @param address where a file is, with `{repo}`, `{revision}` and `{file}` to be filled in
/// @param files what the model consists of, at least one, each name once
/// @param dimension length of its embeddings
/// @param languages languages its text encoder was trained on
/// @param licence what is known of its licence
/// @param note what to know before using it
/// @param quality published figures in percent by benchmark, in the catalogue's order
public record CatalogueEntry(
    String name,
    String repository,
    String revision,
    String address,
    List<File> files,
    int dimension,
    List<String> languages,
    String licence,
    String note,
    Map<String, Double> quality) {
  private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9._-]*";
  private static final Pattern NAME = Pattern.compile(SEGMENT);
  private static final Pattern FILE_NAME = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /// Checks that the entry is usable and that it can only name files below its own folder.
  public CatalogueEntry {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a model's name: '%s'".formatted(name));
    }
    if (files.isEmpty() || files.stream().map(File::name).distinct().count() < files.size()) {
      throw new IllegalArgumentException("need at least one file, each once: " + files);
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, got " + dimension);
    }
    files = List.copyOf(files);
    languages = List.copyOf(languages);
    quality = Collections.unmodifiableMap(new LinkedHashMap<>(quality));
  }

  /// One file of a model.
  ///
  /// @param name relative to the model's folder, segments of letters, digits, `.`, `_` and `-`
  ///     parted by `/`; a segment cannot begin with a dot, so nothing outside the folder has
  ///     such a name
  /// @param bytes its size, where known
  /// @param sha256 its SHA-256 in lower-case hexadecimal, where known
  public record File(String name, OptionalLong bytes, Optional<String> sha256) {
    /// Checks name, size and hash.
    public File {
      if (!FILE_NAME.matcher(name).matches() || name.endsWith(FileDownload.UNFINISHED)) {
        throw new IllegalArgumentException("not a model file's name: '%s'".formatted(name));
      }
      if (bytes.isPresent() && bytes.getAsLong() < 0) {
        throw new IllegalArgumentException("%s cannot have %s bytes".formatted(name, bytes));
      }
      if (sha256.isPresent() && !SHA_256.matcher(sha256.get()).matches()) {
        throw new IllegalArgumentException(
            "not a SHA-256 of %s: '%s'".formatted(name, sha256.get()));
      }
    }
  }

  /// Bytes of all files, where all are known.
  public OptionalLong bytes() {
    if (files.stream().anyMatch(file -> file.bytes().isEmpty())) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(files.stream().mapToLong(file -> file.bytes().getAsLong()).sum());
  }

  /// The size as people read it, in millions of bytes.
  public String size() {
    return bytes().isPresent() ? megabytes(bytes().getAsLong()) : "unknown size";
  }

  /// A number of bytes as people read it.
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
