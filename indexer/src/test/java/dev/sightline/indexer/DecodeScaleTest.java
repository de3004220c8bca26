package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageSource;
import dev.sightline.images.UnreadableImageException;
import dev.sightline.library.LibraryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At which size an index run has large JPEGs decoded, and what that does to their vectors.
class DecodeScaleTest {
  private static final String LARGE = "photo-4032x3024.jpg";

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
    Path golden = PhotoFolder.PROJECT.resolve("goldens/images").resolve(LARGE);
    folder.write(LARGE, Files.readAllBytes(golden));
  }

  /// Decodes as ever and notes how large the pictures came out.
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
