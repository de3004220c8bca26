package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/// Pictures in memory, each with a hash and a unit vector in the plane.
final class Pictures implements CandidateSource {
  private final List<IndexedImage> images = new ArrayList<>();
  private final List<Double> angles = new ArrayList<>();

  /// What a test says of a picture.
  ///
  /// @param angle of its embedding, in radians: the cosine of two is that of their difference
  record Given(
      String id,
      Optional<ImageHash> hash,
      double angle,
      int width,
      long bytes,
      Optional<LocalDateTime> taken,
      String camera,
      List<String> paths) {
    static Given of(String id, ImageHash hash) {
      return new Given(
          id,
          Optional.of(hash),
          0,
          100,
          1_000,
          Optional.empty(),
          "",
          List.of("/photos/" + id + ".jpg"));
    }

    Given angle(double other) {
      return new Given(id, hash, other, width, bytes, taken, camera, paths);
    }

    Given width(int other) {
      return new Given(id, hash, angle, other, bytes, taken, camera, paths);
    }

    Given bytes(long other) {
      return new Given(id, hash, angle, width, other, taken, camera, paths);
    }

    Given taken(LocalDateTime time) {
      return new Given(id, hash, angle, width, bytes, Optional.of(time), camera, paths);
    }

    Given camera(String other) {
      return new Given(id, hash, angle, width, bytes, taken, other, paths);
    }

    Given paths(String... others) {
      return new Given(id, hash, angle, width, bytes, taken, camera, List.of(others));
    }

    Given unhashed() {
      return new Given(id, Optional.empty(), angle, width, bytes, taken, camera, paths);
    }
  }

  static Pictures of(Given... all) {
    var pictures = new Pictures();
    for (Given given : all) {
      pictures.add(given);
    }
    return pictures;
  }

  void add(Given given) {
    var facts =
        new ImageMetadata(
            "jpeg",
            given.width(),
            100,
            1,
            given.taken(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(given.camera()).filter(it -> !it.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    var files = new ArrayList<IndexedFile>();
    for (String path : given.paths()) {
      files.add(new IndexedFile(Path.of(path), given.bytes(), 1_000L * files.size(), ""));
    }
    images.add(
        new IndexedImage(given.id(), files, given.hash().map(facts::withHash).orElse(facts)));
    angles.add(given.angle());
  }

  static ImageHash hash(Random random) {
    return new ImageHash(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /// A hash with so many other bits.
  static ImageHash flipped(ImageHash hash, int bits, Random random) {
    var words = new long[] {hash.a(), hash.b(), hash.c(), hash.d()};
    random
        .ints(0, ImageHash.BITS)
        .distinct()
        .limit(bits)
        .forEach(it -> words[it / 64] ^= 1L << (it % 64));
    return ImageHash.of(words);
  }

  @Override
  public List<DuplicateCandidate> pictures() {
    var pictures = new ArrayList<DuplicateCandidate>();
    for (int i = 0; i < images.size(); i++) {
      pictures.add(DuplicateCandidate.of(i, images.get(i)));
    }
    return pictures;
  }

  @Override
  public double cosine(DuplicateCandidate one, DuplicateCandidate other) {
    return Math.cos(angles.get(one.number()) - angles.get(other.number()));
  }

  @Override
  public IndexedImage image(DuplicateCandidate picture) {
    return images.get(picture.number());
  }
}
