package dev.sightline.library.image;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One image of a library: all files with the same bytes.
///
/// @param id hash of the bytes, 32 hexadecimal digits
/// @param files the files with these bytes, at least one, in order of path
/// @param facts the metadata of the image
public record IndexedImage(String id, List<IndexedFile> files, ImageMetadata facts) {
  /// Sorts a copy of the list and checks that there is a file.
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

  /// All paths: first those of the image, then those of companions such as raw files.
  public List<Path> paths() {
    return Stream.concat(
            files.stream().map(IndexedFile::path),
            files.stream().flatMap(file -> file.attachments().companions().stream()))
        .distinct()
        .toList();
  }

  /// The annotations of the image by file, each once: those in sidecars and caption files,
  /// completed by those in the file itself. Empty where they are ignored.
  public List<Annotations> annotations() {
    return files.stream()
        .map(IndexedFile::attachments)
        .filter(attachments -> !attachments.annotationsIgnored())
        .map(attachments -> attachments.annotations().or(facts.annotations()))
        .filter(it -> !it.equals(Annotations.NONE))
        .distinct()
        .toList();
  }

  /// When the image was taken: of all dates in its bytes, its sidecars and its file names, the one
  /// with the first source ([DateSource]); else the modification time of the first file in this
  /// machine's time zone.
  public CaptureDate date() {
    return Stream.of(
            facts.captureDate().stream(),
            files.stream().flatMap(file -> file.attachments().taken().stream()),
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

  /// Where the image was taken: according to its bytes, else to its sidecars.
  public Optional<ImageMetadata.Place> place() {
    return facts
        .place()
        .or(() -> files.stream().flatMap(file -> file.attachments().place().stream()).findFirst());
  }

  /// The record of the file at a path, if the image has that path.
  public Optional<IndexedFile> file(Path path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
