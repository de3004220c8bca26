package dev.sightline.images.metadata.exif;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.CaptureTime.Source;
import dev.sightline.images.metadata.Coordinates;
import dev.sightline.images.metadata.GeoPoint;
import dev.sightline.images.metadata.MetadataDate;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads when and where an image was taken from an EXIF block.
public final class ExifTimes {
  private static final String MAKERNOTES = "com.drew.metadata.exif.makernotes.";

  private final Exif exif;

  /// @param exif the block to read
  public ExifTimes(Exif exif) {
    this.exif = exif;
  }

  /// `DateTimeOriginal`, else `DateTimeDigitized`. `OffsetTime` is used where the offset of either
  /// is missing.
  public Optional<CaptureTime> taken() {
    return time(
            ExifSubIFDDirectory.class,
            ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL,
            ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL,
            Source.EXIF)
        .or(
            () ->
                time(
                    ExifSubIFDDirectory.class,
                    ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
                    ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED,
                    Source.EXIF));
  }

  /// `DateTime`: by the standard the time of the last change, for many cameras the time of capture.
  public Optional<CaptureTime> modified() {
    return time(
        ExifIFD0Directory.class,
        ExifIFD0Directory.TAG_DATETIME,
        ExifSubIFDDirectory.TAG_TIME_ZONE,
        Source.EXIF_MODIFIED);
  }

  private Optional<CaptureTime> time(
      Class<? extends Directory> where, int dateTag, int offsetTag, Source source) {
    return exif.text(where, dateTag)
        .flatMap(MetadataDate::parse)
        .map(
            date ->
                date.at(
                    offset(offsetTag).or(() -> offset(ExifSubIFDDirectory.TAG_TIME_ZONE)), source));
  }

  private Optional<ZoneOffset> offset(int tag) {
    return exif.text(ExifSubIFDDirectory.class, tag).flatMap(MetadataDate::offset);
  }

  /// The GPS date and time, which are UTC; on the local clock where the block states its offset.
  public Optional<CaptureTime> gpsTime() {
    return exif.metadata().getDirectoriesOfType(GpsDirectory.class).stream()
        .flatMap(it -> gpsTime(it).stream())
        .findFirst();
  }

  private Optional<CaptureTime> gpsTime(GpsDirectory gps) {
    Optional<MetadataDate> day = MetadataDate.parse(gps.getString(GpsDirectory.TAG_DATE_STAMP));
    Optional<LocalTime> time = timeOfDay(gps.getRationalArray(GpsDirectory.TAG_TIME_STAMP));
    if (day.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    ZoneOffset offset =
        offset(ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)
            .or(() -> offset(ExifSubIFDDirectory.TAG_TIME_ZONE))
            .orElse(ZoneOffset.UTC);
    return MetadataDate.of(day.get().local().toLocalDate().atTime(time.get()), Optional.empty())
        .map(
            utc ->
                new CaptureTime(
                    utc.local().plusSeconds(offset.getTotalSeconds()),
                    Optional.of(offset),
                    Source.GPS));
  }

  private static Optional<LocalTime> timeOfDay(Rational @Nullable [] parts) {
    if (parts == null || parts.length != 3) {
      return Optional.empty();
    }
    for (Rational part : parts) {
      if (part.getDenominator() == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          LocalTime.of(parts[0].intValue(), parts[1].intValue(), parts[2].intValue()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A date in the maker notes; the original date is preferred.
  public Optional<CaptureTime> makernoteTime() {
    return Stream.of(true, false)
        .flatMap(original -> makernoteDates(original))
        .map(date -> date.at(Optional.empty(), Source.MAKERNOTE))
        .findFirst();
  }

  private Stream<MetadataDate> makernoteDates(boolean original) {
    return metadataDirectories()
        .filter(it -> it.getClass().getName().startsWith(MAKERNOTES))
        .flatMap(it -> it.getTags().stream().flatMap(tag -> date(it, tag, original).stream()));
  }

  private Stream<Directory> metadataDirectories() {
    var all = Stream.<Directory>builder();
    exif.metadata().getDirectories().forEach(all);
    return all.build();
  }

  private static Optional<MetadataDate> date(Directory directory, Tag tag, boolean original) {
    String name = tag.getTagName().toLowerCase(Locale.ROOT);
    boolean wanted =
        name.contains("date")
            && (original
                ? name.contains("original")
                : !name.contains("firmware") && !name.contains("birth"));
    String text = wanted ? directory.getString(tag.getTagType()) : null;
    // A whole date and time: maker notes also contain firmware dates and numbers that look like a
    // date.
    return text != null && text.strip().length() >= "2019:01:01 00:00".length()
        ? MetadataDate.parse(text)
        : Optional.empty();
  }

  /// Where the camera was.
  public Optional<GeoPoint> place() {
    return exif.metadata().getDirectoriesOfType(GpsDirectory.class).stream()
        .flatMap(
            gps ->
                Coordinates.point(
                    coordinate(gps, GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF),
                    coordinate(gps, GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF))
                    .stream())
        .findFirst();
  }

  private static OptionalDouble coordinate(GpsDirectory gps, int tag, int refTag) {
    Rational[] parts = gps.getRationalArray(tag);
    Rational single = parts == null ? gps.getRational(tag) : null;
    return Coordinates.ofExif(
        single == null ? parts : new Rational[] {single}, gps.getString(refTag));
  }
}
