package dev.sightline.benchmarks;

import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Images by number, as a family's library holds them: folders of a year and an event, dates in
/// order, a few cameras, a place in most. Their files are nowhere.
final class SyntheticPhotos {
  private static final LocalDateTime FIRST = LocalDateTime.of(2004, 5, 1, 9, 0);
  private static final int AN_EVENT = 250;
  private static final List<String> CAMERAS =
      List.of("Canon EOS 5D", "NIKON D90", "Apple iPhone 12", "SONY ILCE-7M3", "Google Pixel 6");
  private static final List<String> EVENTS =
      List.of("Lisbon", "Birthday", "Garden", "Hiking in the Alps", "Christmas", "Wedding of Ana");

  private SyntheticPhotos() {}

  /// The image of a number: its id, one file, all that a camera writes.
  static IndexedImage image(int number) {
    var random = new SplittableRandom(number);
    LocalDateTime taken =
        FIRST.plusMinutes(11L * number % (20L * 365 * 24 * 60)).plusSeconds(random.nextInt(60));
    String event = EVENTS.get(number / AN_EVENT % EVENTS.size());
    var path =
        Path.of(
            "/photos/%d/%05d %s/IMG_%07d.jpg"
                .formatted(taken.getYear(), number / AN_EVENT, event, number));
    var file =
        new IndexedFile(
            path,
            2_000_000 + random.nextInt(3_000_000),
            taken.toInstant(ZoneOffset.UTC).toEpochMilli(),
            "(dev=801,ino=%d)".formatted(10_000_000 + number));
    var id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    return new IndexedImage(id, List.of(file), facts(taken, random));
  }

  /// The same image with another width, to filter by.
  static IndexedImage ofWidth(int number, long width) {
    IndexedImage image = image(number);
    ImageMetadata facts = image.facts();
    return new IndexedImage(
        image.id(),
        image.files(),
        new ImageMetadata(
            facts.format(),
            (int) width,
            facts.height(),
            facts.orientation(),
            facts.taken(),
            facts.takenOffset(),
            facts.cameraMake(),
            facts.cameraModel(),
            facts.lens(),
            facts.place(),
            facts.iso(),
            facts.focalLengthMillimetres(),
            facts.aperture()));
  }

  private static ImageMetadata facts(LocalDateTime taken, SplittableRandom random) {
    String camera = CAMERAS.get(random.nextInt(CAMERAS.size()));
    int firstSpace = camera.indexOf(' ');
    boolean upright = random.nextInt(4) == 0;
    return new ImageMetadata(
        "jpeg",
        upright ? 3024 : 4032,
        upright ? 4032 : 3024,
        upright ? 6 : 1,
        Optional.of(taken),
        Optional.of(ZoneOffset.ofHours(1)),
        Optional.of(camera.substring(0, firstSpace)),
        Optional.of(camera.substring(firstSpace + 1)),
        Optional.of("24-70mm f/2.8"),
        random.nextInt(10) < 6
            ? Optional.of(
                new ImageMetadata.Place(
                    38 + random.nextDouble() * 10, -9 + random.nextDouble() * 20))
            : Optional.empty(),
        OptionalInt.of(100 << random.nextInt(6)),
        OptionalDouble.of(24 + random.nextInt(46)),
        OptionalDouble.of(2.8));
  }
}
