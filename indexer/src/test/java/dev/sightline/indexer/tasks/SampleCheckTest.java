package dev.sightline.indexer.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.PhotoFolder;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /// Colour waves with a halftone screen, whose vectors change most when they are decoded at a
  /// reduced scale.
  private void writeALargeJpeg() throws IOException {
    var image = new BufferedImage(1_600, 1_200, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        boolean dot = (x % 6 - 3) * (x % 6 - 3) + (y % 6 - 3) * (y % 6 - 3) < 5;
        int ink = dot ? 60 : 0;
        int red = (int) (150 + 90 * Math.sin(x / 90.0)) - ink;
        int green = (int) (150 + 90 * Math.sin(y / 70.0)) - ink;
        int blue = (int) (150 + 90 * Math.sin((x + y) / 150.0)) - ink;
        image.setRGB(x, y, Math.max(red, 0) << 16 | Math.max(green, 0) << 8 | Math.max(blue, 0));
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
  void another_images_vector_is_told_with_its_file() throws IOException {
    Path one = folder.write("one.png", PhotoFolder.plain(0xff0000));
    folder.write("two.png", PhotoFolder.image(77));
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
