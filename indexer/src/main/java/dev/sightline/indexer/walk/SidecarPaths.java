package dev.sightline.indexer.walk;

import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.GeoPoint;
import dev.sightline.images.metadata.TakeoutFile;
import dev.sightline.images.metadata.xmp.XmpSidecar;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Annotations.Further;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageMetadata.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The sidecars and captions of one image file.
///
/// @param sidecars `.xmp` files, in order of precedence
/// @param takeout candidates for its JSON file of Google Takeout, the likeliest first
/// @param captions its captions in caption files
public record SidecarPaths(
    List<Path> sidecars, List<TakeoutCandidate> takeout, List<String> captions) {
  public static final SidecarPaths NOTHING = new SidecarPaths(List.of(), List.of(), List.of());

  /// A JSON file that may belong to a photo.
  ///
  /// @param image name of the photo
  /// @param certain whether its name is sufficient; otherwise its title must match
  record TakeoutCandidate(Path file, String image, boolean certain) {}

  public SidecarPaths {
    sidecars = List.copyOf(sidecars);
    takeout = List.copyOf(takeout);
    captions = List.copyOf(captions);
  }

  /// Reads annotations, date and place, in the order of precedence of `docs/reference/metadata.md`.
  /// A file that cannot be read is reported; the others are used.
  ///
  /// @param stamped the attachments with stamp and companions, not read yet
  /// @param unreadable receives a file that cannot be read, and the problem
  public Attachments read(Attachments stamped, BiConsumer<Path, String> unreadable) {
    List<XmpSidecar> read = readSidecars(unreadable);
    Optional<TakeoutFile> google = readTakeout(unreadable);
    var texts = new ArrayList<>(captions);
    google.flatMap(TakeoutFile::description).ifPresent(texts::add);
    var annotations =
        new Annotations(
            Annotations.NONE.title(),
            Annotations.NONE.description(),
            texts,
            List.of(),
            Annotations.NONE.rating(),
            Further.NONE.withPeople(google.map(TakeoutFile::people).orElse(List.of())));
    for (XmpSidecar sidecar : read) {
      annotations = annotations.or(annotations(sidecar.descriptive()));
    }
    return stamped.withAnnotations(annotations).withFacts(taken(read, google), place(read, google));
  }

  private List<XmpSidecar> readSidecars(BiConsumer<Path, String> unreadable) {
    var read = new ArrayList<XmpSidecar>();
    for (Path sidecar : sidecars) {
      try {
        read.add(XmpSidecar.read(sidecar));
      } catch (IOException e) {
        unreadable.accept(sidecar, "the sidecar cannot be read: " + e.getMessage());
      }
    }
    return read;
  }

  private Optional<TakeoutFile> readTakeout(BiConsumer<Path, String> unreadable) {
    for (TakeoutCandidate candidate : takeout) {
      try {
        Optional<TakeoutFile> read =
            TakeoutFile.read(candidate.file())
                .filter(it -> candidate.certain() || isTitle(it, candidate.image()));
        if (read.isPresent()) {
          return read;
        }
      } catch (IOException e) {
        unreadable.accept(
            candidate.file(),
            "the Takeout file cannot be read: " + firstLine(String.valueOf(e.getMessage())));
      }
    }
    return Optional.empty();
  }

  private static boolean isTitle(TakeoutFile file, String image) {
    return file.title().filter(it -> TakeoutNames.isTitleOf(it, image)).isPresent();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static Optional<CaptureDate> taken(
      List<XmpSidecar> sidecars, Optional<TakeoutFile> google) {
    return sidecars.stream()
        .flatMap(it -> it.taken().stream())
        .findFirst()
        .map(it -> new CaptureDate(it.local(), it.offset(), DateSource.SIDECAR))
        .or(() -> google.flatMap(TakeoutFile::taken).map(SidecarPaths::utc));
  }

  /// Google stores UTC and no local time.
  private static CaptureDate utc(Instant time) {
    return new CaptureDate(
        LocalDateTime.ofInstant(time, ZoneOffset.UTC),
        Optional.of(ZoneOffset.UTC),
        DateSource.TAKEOUT);
  }

  private static Optional<Place> place(List<XmpSidecar> sidecars, Optional<TakeoutFile> google) {
    return sidecars.stream()
        .flatMap(it -> it.place().stream())
        .findFirst()
        .or(() -> google.flatMap(TakeoutFile::place))
        .map(SidecarPaths::place);
  }

  /// The place of a library.
  public static Place place(GeoPoint point) {
    return new Place(point.latitude(), point.longitude());
  }

  /// The date of a library, from a date in an image file.
  public static CaptureDate date(CaptureTime time) {
    DateSource source =
        switch (time.source()) {
          case EXIF -> DateSource.EXIF;
          case GPS -> DateSource.GPS;
          case XMP -> DateSource.XMP;
          case IPTC -> DateSource.IPTC;
          case EXIF_MODIFIED -> DateSource.EXIF_MODIFIED;
          case PNG -> DateSource.PNG;
          case MAKERNOTE -> DateSource.MAKERNOTE;
        };
    return new CaptureDate(time.local(), time.offset(), source);
  }

  /// The annotations of a library.
  public static Annotations annotations(DescriptiveMetadata written) {
    return new Annotations(
        written.title(),
        written.description(),
        List.of(),
        written.keywords(),
        written.rating(),
        new Further(written.texts(), written.people(), written.creators(), written.locations()));
  }
}
