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

/// A published model that can be downloaded.
///
/// @param name its name, and the name of its folder in the store
/// @param repository where it is published, `owner/name`
/// @param revision the pinned revision there; empty where none is known; a download then pins the
///     newest revision of the server
/// @param address URL template of a file, with the placeholders `{repo}`, `{revision}` and `{file}`
/// @param files files of the model, at least one, each name once
/// @param dimension dimension of its embeddings
/// @param languages languages its text encoder was trained on
/// @param licence its licence, where known
/// @param note advice for users
/// @param quality published figures in percent by benchmark, in the catalogue's order; empty where
///     none are known
/// @param logitScale the learned temperature factor, where it is known and the model's files do not
///     state it
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

  /// The licence of a model.
  ///
  /// @param text text for users
  /// @param mustBeAccepted whether it has unusual restrictions, so that users must accept it before
  ///     a download
  public record Licence(String text, boolean mustBeAccepted) {}

  /// Where a file is published.
  ///
  /// @param repository `owner/name`
  /// @param revision the pinned revision there, where one is known
  /// @param path the file's name there
  public record Origin(String repository, Optional<String> revision, String path) {}

  /// Checks the entry, and that all its files are below its own folder.
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
  ///     separated by `/`; a segment cannot begin with a dot, so the file is always inside the
  ///     folder
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

  /// The place where one of the files is published.
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

  /// The size text for users, in millions of bytes.
  public String size() {
    if (bytes().isPresent()) {
      return megabytes(knownBytes());
    }
    return knownBytes() > 0 ? "more than " + megabytes(knownBytes()) : "size unknown";
  }

  /// The names of the files without a hash in the catalogue.
  public List<String> unverifiable() {
    return files.stream().filter(file -> file.sha256().isEmpty()).map(File::name).toList();
  }

  /// A number of bytes text for users.
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
