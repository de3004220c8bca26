package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The size at which an index run decodes large JPEGs, and its effect on their vectors.
class DecodeScaleTest {
  private static final String LARGE = "photo-4032x3024.jpg";

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
    Path golden = Project.goldens("images").resolve(LARGE);
    folder.write(LARGE, Files.readAllBytes(golden));
  }

  /// Decodes as usual and records the size of the images.
  private static final class Watched implements ImageDecoder {
    private final ImageDecoder real = ImageDecoder.create(DecodeLimits.DEFAULT);
    private final List<Integer> widths = new ArrayList<>();

    @Override
    public DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException {
      var decoded = real.decode(source, shortSide);
      widths.add(decoded.pixels().width());
      return decoded;
    }

    @Override
    public String systemDecoders() {
      return real.systemDecoders();
    }
  }

  @Test
  void an_ordinary_run_decodes_a_large_jpeg_at_an_eighth_and_the_vector_stays() throws IOException {
    var watched = new Watched();
    folder.index(PhotoFolder.settings(), watched);
    float[] reduced = vector();
    assertThat(watched.widths).containsExactly(504);

    var again = new PhotoFolder(temporary.resolve("again"));
    Files.copy(folder.photos().resolve(LARGE), again.photos().resolve(LARGE));
    folder = again;
    folder.index(PhotoFolder.settings().withFullDecode(true), watched);

    assertThat(watched.widths).containsExactly(504, 4032);
    assertThat(cosine(reduced, vector())).isGreaterThan(0.995);
  }

  /// Zone plates, stripes, lines of letters and grain, at sizes of which an eighth or a quarter is
  /// enough for the model: cosines fell to 0.57 when all were decoded at a reduced scale.
  @ParameterizedTest(name = "{0}")
  @MethodSource("textures")
  void a_fine_texture_has_the_vector_of_its_full_decode(Texture texture) throws Exception {
    byte[] jpeg = texture.jpeg();
    var encoder = PhotoFolder.imageEncoder();
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    var source = ImageSource.ofBytes(texture.name(), jpeg);

    var full = decoder.decode(source, Integer.MAX_VALUE).pixels();
    int enough = encoder.preprocessor().preprocessing().decodeShortSide();
    var decoded = decoder.decode(source, enough).pixels();

    assertThat(full.shortSide()).isGreaterThan(2 * enough); // so that a reduction was possible
    assertThat(cosine(encoder.encode(full), encoder.encode(decoded))).isGreaterThanOrEqualTo(0.995);
  }

  static Stream<Texture> textures() {
    return Stream.of(
        new Texture(
            "zone plate",
            1017,
            1400,
            (x, y) -> 128 + (int) (127 * Math.cos((x * x + y * y) / 1800.0))),
        new Texture("stripes", 1600, 1200, (x, _) -> x / 3 % 2 * 255),
        new Texture("slanted stripes", 1600, 1200, (x, y) -> (x + y / 2) / 5 % 2 * 255),
        new Texture("checks", 1017, 2013, (x, y) -> (x / 2 + y / 2) % 2 * 255),
        new Texture("letters", 1200, 1600, DecodeScaleTest::letters),
        new Texture("noise", 800, 1000, (x, y) -> scattered(x * 31 + y * 17 + x * y * 7) >>> 24),
        new Texture("grain", 900, 1200, (x, y) -> 60 + x / 9 + (scattered(x * y * 31 + x) >>> 26)));
  }

  /// Dark strokes at scattered places of each line, on white.
  private static int letters(int x, int y) {
    boolean inLine = y % 24 < 14;
    return inLine && (x * 7919 + y / 24 * 104_729) % 5 < 2 ? 0 : 255;
  }

  private static int scattered(int number) {
    return number * 0x9E3779B1; // Knuth's multiplicative hash
  }

  private record Texture(String name, int width, int height, IntBinaryOperator level) {
    @Override
    public String toString() {
      return name;
    }

    byte[] jpeg() {
      byte[] rgb = new byte[width * height * Pixels.CHANNELS];
      for (int i = 0; i < rgb.length; i++) {
        int pixel = i / Pixels.CHANNELS;
        rgb[i] = (byte) Math.clamp(level.applyAsInt(pixel % width, pixel / width), 0, 255);
      }
      return Thumbnails.jpegOfQuality(new Pixels(width, height, rgb), 92);
    }
  }

  private float[] vector() {
    try (var reader = LibraryReader.open(folder.library())) {
      String id = folder.indexed().values().iterator().next();
      return reader.stored(id).orElseThrow().vector();
    }
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * (double) other[i];
    }
    return sum;
  }
}
