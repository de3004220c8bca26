package dev.sightline.library.image;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One image of a library: the same bytes, however many paths they lie at.
///
/// @param id hash of the bytes, 32 hexadecimal digits
/// @param files where the bytes lie, at least one; kept in order of path
/// @param facts what is known of the picture
public record IndexedImage(String id, List<IndexedFile> files, ImageMetadata facts) {
  /// Copies the list in order and checks that there is a file.
  public IndexedImage {
    files = files.stream().sorted(Comparator.comparing(IndexedFile::path)).toList();
    if (id.isEmpty() || files.isEmpty()) {
      throw new IllegalArgumentException("an image has an id and at least one file");
    }
  }

  /// The first of the paths.
  public Path path() {
    return files.getFirst().path();
  }

  /// All paths: first those where the image lies, then those of companions such as raw files.
  public List<Path> paths() {
    return Stream.concat(
            files.stream().map(IndexedFile::path),
            files.stream().flatMap(file -> file.beside().companions().stream()))
        .distinct()
        .toList();
  }

  /// What is written about the picture, by file: in a sidecar or caption file, else in its own.
  /// Each once; nothing where it is to be ignored.
  public List<Annotations> annotations() {
    return files.stream()
        .map(IndexedFile::beside)
        .filter(beside -> !beside.annotationsIgnored())
        .map(beside -> beside.annotations().or(facts.annotations()))
        .filter(it -> !it.equals(Annotations.NONE))
        .distinct()
        .toList();
  }

  /// When the image was taken: of all dates that its bytes, what lies beside its files, and the
  /// names of its files tell, the one of the first source ([DateSource]); else when the first file
  /// was last changed, on this machine's clock.
  public CaptureDate date() {
    return Stream.of(
            facts.captureDate().stream(),
            files.stream().flatMap(file -> file.beside().taken().stream()),
            files.stream()
                .flatMap(file -> FileNameDate.of(StoredPath.fileName(file.path())).stream())
                .map(it -> new CaptureDate(it, Optional.empty(), DateSource.NAME)))
        .flatMap(it -> it)
        .min(Comparator.comparing(CaptureDate::source)) // the first of equal ones
        .orElseGet(this::changed);
  }

  private CaptureDate changed() {
    var time = Instant.ofEpochMilli(files.getFirst().modifiedMillis());
    return new CaptureDate(
        LocalDateTime.ofInstant(time, ZoneId.systemDefault()), Optional.empty(), DateSource.FILE);
  }

  /// When the image was taken; empty where the date would be a guess.
  public Optional<CaptureDate> taken() {
    return Optional.of(date()).filter(it -> !it.source().isGuess());
  }

  /// Where the image was taken: as its bytes say, else as what lies beside its files says.
  public Optional<ImageMetadata.Place> place() {
    return facts
        .place()
        .or(() -> files.stream().flatMap(file -> file.beside().place().stream()).findFirst());
  }

  /// The file record of a path, if the image lies there.
  public Optional<IndexedFile> file(Path path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
