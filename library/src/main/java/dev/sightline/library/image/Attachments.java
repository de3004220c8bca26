package dev.sightline.library.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What lies beside a file and belongs to it.
///
/// @param stamp changes when any of it does; empty when there is nothing. A run compares it, and
///     reads what lies beside the file only when it differs
/// @param annotations what sidecars and caption files say of this file
/// @param companions files that are shown as part of this one, such as a camera's raw file beside
///     the JPEG of the same name; absolute
/// @param annotationsIgnored whether nothing written about the picture counts, in its own file
///     neither
/// @param taken when the picture was taken, as a sidecar or a Takeout file says
/// @param place where it was taken, as these say
public record Attachments(
    String stamp,
    Annotations annotations,
    List<Path> companions,
    boolean annotationsIgnored,
    Optional<CaptureDate> taken,
    Optional<ImageMetadata.Place> place) {
  /// Nothing lies beside the file.
  public static final Attachments NOTHING = new Attachments("", Annotations.NONE, List.of(), false);

  /// Files beside a picture that tell no date and no place.
  public Attachments(
      String stamp, Annotations annotations, List<Path> companions, boolean annotationsIgnored) {
    this(stamp, annotations, companions, annotationsIgnored, Optional.empty(), Optional.empty());
  }

  /// Copies the list.
  public Attachments {
    companions = List.copyOf(companions);
  }

  /// The same with what was read.
  public Attachments withAnnotations(Annotations read) {
    return new Attachments(stamp, read, companions, annotationsIgnored, taken, place);
  }

  /// The same with the date and place that were read.
  public Attachments withFacts(Optional<CaptureDate> date, Optional<ImageMetadata.Place> point) {
    return new Attachments(stamp, annotations, companions, annotationsIgnored, date, point);
  }
}
