package dev.sightline.images;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What an EXIF block says (CIPA DC-008, EXIF 2.32). Never fails: what cannot be read is absent,
/// because a broken note beside a picture is no reason to hide the picture.
final class Exif {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})[:/-](\\d\\d)[:/-](\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d).*");
  private static final int LENS_MODEL = 0xA434;

  private final Metadata metadata;

  private Exif(Metadata metadata) {
    this.metadata = metadata;
  }

  /// @param block a TIFF structure
  static Exif of(Optional<byte[]> block) {
    var metadata = new Metadata();
    block.ifPresent(bytes -> read(bytes, metadata));
    return new Exif(metadata);
  }

  private static void read(byte[] block, Metadata metadata) {
    try {
      new TiffReader()
          .processTiff(new ByteArrayReader(block), new ExifTiffHandler(metadata, null, 0), 0);
    } catch (TiffProcessingException | IOException | RuntimeException _) {
      // What was read before the damage still counts. The library may throw anything on bad input.
    }
  }

  /// All that the block says; TIFF files keep XMP and IPTC there too.
  Metadata metadata() {
    return metadata;
  }

  /// 1 to 8; anything else a file says means as stored.
  int orientation() {
    int orientation = number(ExifIFD0Directory.class, ExifIFD0Directory.TAG_ORIENTATION).orElse(1);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }

  Optional<CaptureTime> taken() {
    return time(
            ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL, ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)
        .or(
            () ->
                time(
                    ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
                    ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED));
  }

  Optional<String> cameraMake() {
    return text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MAKE);
  }

  Optional<String> cameraModel() {
    return text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL);
  }

  Optional<String> lens() {
    return text(ExifSubIFDDirectory.class, LENS_MODEL);
  }

  /// Cameras without a fix write 0, 0, a place in the sea where nobody photographs.
  Optional<GeoPoint> place() {
    return Optional.ofNullable(metadata.getFirstDirectoryOfType(GpsDirectory.class))
        .map(GpsDirectory::getGeoLocation)
        .filter(place -> !place.isZero())
        .filter(place -> Math.abs(place.getLatitude()) <= 90)
        .filter(place -> Math.abs(place.getLongitude()) <= 180)
        .map(place -> new GeoPoint(place.getLatitude(), place.getLongitude()));
  }

  OptionalInt iso() {
    var iso = number(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT);
    return iso.isPresent() && iso.get() > 0 ? OptionalInt.of(iso.get()) : OptionalInt.empty();
  }

  OptionalDouble focalLengthMillimetres() {
    return positive(ExifSubIFDDirectory.TAG_FOCAL_LENGTH);
  }

  OptionalDouble aperture() {
    return positive(ExifSubIFDDirectory.TAG_FNUMBER);
  }

  private Optional<CaptureTime> time(int dateTag, int offsetTag) {
    return text(ExifSubIFDDirectory.class, dateTag)
        .flatMap(Exif::date)
        .map(
            local ->
                new CaptureTime(
                    local, text(ExifSubIFDDirectory.class, offsetTag).flatMap(Exif::offset)));
  }

  private static Optional<LocalDateTime> date(String text) {
    var parts = DATE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5)),
              Integer.parseInt(parts.group(6))));
    } catch (DateTimeException _) { // 0000:00:00 from a camera whose clock was never set
      return Optional.empty();
    }
  }

  private static Optional<ZoneOffset> offset(String text) {
    try {
      return Optional.of(ZoneOffset.of(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private OptionalDouble positive(int tag) {
    var value = directory(ExifSubIFDDirectory.class, tag).map(found -> found.getDoubleObject(tag));
    return value.isPresent() && Double.isFinite(value.get()) && value.get() > 0
        ? OptionalDouble.of(value.get())
        : OptionalDouble.empty();
  }

  private Optional<Integer> number(Class<? extends Directory> where, int tag) {
    return directory(where, tag).map(found -> found.getInteger(tag));
  }

  /// Cameras fill fields with blanks and zeroes.
  private Optional<String> text(Class<? extends Directory> where, int tag) {
    return directory(where, tag)
        .map(found -> found.getString(tag))
        .map(text -> text.replaceAll("\\p{Cntrl}", "").strip())
        .filter(text -> !text.isEmpty());
  }

  /// The first directory that has the tag: raw files have several, of which the first may describe
  /// a preview.
  private <D extends Directory> Optional<D> directory(Class<D> type, int tag) {
    return metadata.getDirectoriesOfType(type).stream()
        .filter(directory -> directory.containsTag(tag))
        .findFirst();
  }
}
