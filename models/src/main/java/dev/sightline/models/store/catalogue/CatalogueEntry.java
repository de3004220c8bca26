package dev.sightline.models.store.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// One published model that can be pulled.
///
/// @param name what people call it, and the name of its folder in the store
/// @param repository where it is published, `owner/name`
/// @param revision the pinned revision there; empty where none is known, and a pull then pins what
///     the server says its newest one is
/// @param address where a file is, with `{repo}`, `{revision}` and `{file}` to be filled in
/// @param files what the model consists of, at least one, each name once
/// @param dimension length of its embeddings
/// @param languages languages its text encoder was trained on
/// @param licence what is known of its licence
/// @param note what to know before using it
/// @param quality published figures in percent by benchmark, in the catalogue's order; empty where
///     none are known
/// @param logitScale the learned temperature factor, where it is known and the model's own files do
///     not say it
public record CatalogueEntry(
    String name,
    String repository,
    Optional<String> revision,
    String address,
    List<File> files,
    int dimension,
    List<String> languages,
    Licence licence,
    String note,
    Map<String, Double> quality,
    OptionalDouble logitScale) {
  /// Suffix of the name of a file whose download is not complete.
  public static final String UNFINISHED = ".part";

  private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9._-]*";
  private static final Pattern NAME = Pattern.compile(SEGMENT);
  private static final Pattern FILE_NAME = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /// What is known of a model's licence.
  ///
  /// @param text as people read it
  /// @param mustBeAccepted whether it forbids uses that people expect to be free to make, so that a
  ///     pull wants to hear that it was read
  public record Licence(String text, boolean mustBeAccepted) {}

  /// Where a file is published.
  ///
  /// @param repository `owner/name`
  /// @param revision the pinned revision there, where one is known
  /// @param path the file's name there
  public record Origin(String repository, Optional<String> revision, String path) {}

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
  /// @param origin where it is published, if not in the entry's repository under its own name
  public record File(
      String name, OptionalLong bytes, Optional<String> sha256, Optional<Origin> origin) {
    /// Checks name, size and hash.
    public File {
      if (!FILE_NAME.matcher(name).matches() || name.endsWith(UNFINISHED)) {
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

    /// A file of the entry's repository.
    public File(String name, OptionalLong bytes, Optional<String> sha256) {
      this(name, bytes, sha256, Optional.empty());
    }
  }

  /// Where one of the files is published.
  public Origin originOf(File file) {
    return file.origin().orElseGet(() -> new Origin(repository, revision, file.name()));
  }

  /// Bytes of all files, where all are known.
  public OptionalLong bytes() {
    return files.stream().anyMatch(file -> file.bytes().isEmpty())
        ? OptionalLong.empty()
        : OptionalLong.of(knownBytes());
  }

  private long knownBytes() {
    return files.stream().mapToLong(file -> file.bytes().orElse(0)).sum();
  }

  /// The size as people read it, in millions of bytes.
  public String size() {
    if (bytes().isPresent()) {
      return megabytes(knownBytes());
    }
    return knownBytes() > 0 ? "more than " + megabytes(knownBytes()) : "size unknown";
  }

  /// The names of the files whose hash is not known beforehand.
  public List<String> unverifiable() {
    return files.stream().filter(file -> file.sha256().isEmpty()).map(File::name).toList();
  }

  /// A number of bytes as people read it.
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
