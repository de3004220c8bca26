package dev.sightline.images.metadata.exif;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.sightline.images.metadata.CameraBoilerplate;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.MetadataText;
import dev.sightline.images.metadata.Ratings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Reads descriptive metadata from an EXIF block: `ImageDescription`, `UserComment`, `Artist`,
/// `Rating`, and the tags of Windows Explorer (`XPTitle` and its like). Texts that cameras write
/// are ignored.
public final class ExifTexts {
  private ExifTexts() {}

  /// Reads the texts, keywords and rating of an EXIF block; empty where it has none.
  public static DescriptiveMetadata read(Exif exif) {
    Optional<String> comment =
        exif.bytes(ExifDirectoryBase.TAG_USER_COMMENT)
            .map(it -> MetadataText.decodeUserComment(it, exif.littleEndian()));
    List<String> texts =
        Stream.of(
                xp(exif, ExifDirectoryBase.TAG_WIN_SUBJECT),
                xp(exif, ExifDirectoryBase.TAG_WIN_COMMENT),
                written(comment.filter(it -> !isBinary(it))))
            .flatMap(Optional::stream)
            .toList();
    List<String> keywords =
        xp(exif, ExifDirectoryBase.TAG_WIN_KEYWORDS).stream()
            .flatMap(it -> Stream.of(it.split(";")))
            .flatMap(it -> MetadataText.clean(it).stream())
            .toList();
    List<String> creators =
        Stream.of(
                exif.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_ARTIST),
                xp(exif, ExifDirectoryBase.TAG_WIN_AUTHOR))
            .flatMap(Optional::stream)
            .toList();
    return new DescriptiveMetadata(
        xp(exif, ExifDirectoryBase.TAG_WIN_TITLE),
        written(exif.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_IMAGE_DESCRIPTION)),
        texts,
        keywords,
        List.of(),
        creators,
        List.of(),
        rating(exif));
  }

  private static Optional<String> xp(Exif exif, int tag) {
    return written(exif.bytes(tag).map(MetadataText::decodeXp));
  }

  private static Optional<String> written(Optional<String> text) {
    return CameraBoilerplate.without(text.flatMap(MetadataText::clean));
  }

  /// Whether a comment is binary data of a camera.
  private static boolean isBinary(String text) {
    return text.chars()
        .anyMatch(
            it -> it == 0xFFFD || (Character.isISOControl(it) && !Character.isWhitespace(it)));
  }

  private static OptionalInt rating(Exif exif) {
    OptionalInt stars =
        Ratings.ofStars(
            exif.number(ExifIFD0Directory.class, ExifDirectoryBase.TAG_RATING)
                .map(String::valueOf));
    return stars.isPresent()
        ? stars
        : exif.number(ExifIFD0Directory.class, ExifDirectoryBase.TAG_RATING_PERCENT)
            .map(Ratings::ofPercent)
            .orElse(OptionalInt.empty());
  }
}
