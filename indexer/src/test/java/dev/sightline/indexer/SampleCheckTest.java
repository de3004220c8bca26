package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryWriter;
import dev.sightline.library.StoredVector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCheckTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  /// Noise with coarse structure: what a reduced scale changes most.
  private void writeALargeJpeg() throws IOException {
    var random = new Random(1);
    var image = new BufferedImage(1_600, 1_200, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int stripes = (x / 3 + y / 5) % 2 == 0 ? 0xe0c060 : 0x104080;
        image.setRGB(x, y, stripes ^ random.nextInt(0x404040));
      }
    }
    assertThat(ImageIO.write(image, "jpeg", folder.photos().resolve("large.jpg").toFile()))
        .isTrue();
  }

  private SampleCheck.Report check() {
    var check =
        new SampleCheck(PhotoFolder.imageEncoder(), ImageDecoder.create(DecodeLimits.DEFAULT));
    try (var reader = LibraryReader.open(folder.library())) {
      return check.run(reader, 10, 0);
    }
  }

  @Test
  void a_library_made_at_either_scale_embeds_equal() throws IOException {
    writeALargeJpeg();
    folder.index();
    assertThat(check().problems()).isEmpty();

    var full = new PhotoFolder(temporary.resolve("full"));
    Files.copy(folder.photos().resolve("large.jpg"), full.photos().resolve("large.jpg"));
    float[] reduced = only(folder).vector();
    folder = full;
    folder.index(PhotoFolder.settings().withFullDecode(true), List.of());

    assertThat(dot(reduced, only(folder).vector()))
        .as("or this picture shows nothing")
        .isLessThan(SampleCheck.LEAST_COSINE);
    assertThat(check().problems()).isEmpty();
    assertThat(check().leastCosine()).isGreaterThan(0.9999);
  }

  @Test
  void another_pictures_vector_is_told_with_its_file() throws IOException {
    Path one = folder.write("one.png", PhotoFolder.plain(0xff0000));
    folder.write("two.png", PhotoFolder.picture(77));
    folder.index();
    try (var reader = LibraryReader.open(folder.library());
        var writer = LibraryWriter.openExisting(folder.library())) {
      StoredVector first = reader.stored(reader.imageAt(one).orElseThrow().id()).orElseThrow();
      StoredVector second =
          reader
              .stored(reader.imageAt(folder.photos().resolve("two.png")).orElseThrow().id())
              .orElseThrow();
      writer.put(first.image(), second.vector());
      writer.commit();
    }

    var report = check();

    assertThat(report.compared()).isEqualTo(2);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith(one + " gives another vector than the stored one");
  }

  private static StoredVector only(PhotoFolder folder) {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.stored(folder.images().getFirst().id()).orElseThrow();
    }
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * (double) other[i];
    }
    return sum;
  }
}
