package dev.sightline.library.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Files that belong to an image file, and what was read from them: sidecars, caption files and
/// companions.
///
/// @param stamp changes when one of these files does; empty when there is none. A run compares it,
///     and reads the files only when it differs
/// @param annotations annotations in sidecars and caption files
/// @param companions files that are shown as part of this one, such as a camera's raw file with the
///     name of a JPEG; absolute
/// @param annotationsIgnored whether all annotations of the image are ignored, including those in
///     its own file
/// @param taken when the image was taken, according to a sidecar or a Takeout file
/// @param place where it was taken, according to these files
public record Attachments(
    String stamp,
    Annotations annotations,
    List<Path> companions,
    boolean annotationsIgnored,
    Optional<CaptureDate> taken,
    Optional<ImageMetadata.Place> place) {
  /// No attachments.
  public static final Attachments NOTHING = new Attachments("", Annotations.NONE, List.of(), false);

  /// Attachments without a date and a place.
  public Attachments(
      String stamp, Annotations annotations, List<Path> companions, boolean annotationsIgnored) {
    this(stamp, annotations, companions, annotationsIgnored, Optional.empty(), Optional.empty());
  }

  /// Copies the list.
  public Attachments {
    companions = List.copyOf(companions);
  }

  /// The same with annotations that were read.
  public Attachments withAnnotations(Annotations read) {
    return new Attachments(stamp, read, companions, annotationsIgnored, taken, place);
  }

  /// The same with the date and place that were read.
  public Attachments withFacts(Optional<CaptureDate> date, Optional<ImageMetadata.Place> point) {
    return new Attachments(stamp, annotations, companions, annotationsIgnored, date, point);
  }
}
