package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageFormats;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What ignoring a colour profile costs (`docs/decisions/0013`). A photo is stored as a camera set
/// to another colour space would have stored it; ignoring the profile reads these numbers as sRGB,
/// applying it gives the photo back. The cosine of the two embeddings says how far they are apart.
class ColourProfilesTest {
  private static final Path PROJECT = Project.root();

  /// Phones. The same curve as sRGB.
  private static final Space DISPLAY_P3 =
      new Space(
          "Display P3",
          List.of(
              List.of(0.8224621, 0.1775380, 0.0000000),
              List.of(0.0331941, 0.9668058, 0.0000000),
              List.of(0.0170827, 0.0723974, 0.9105199)),
          ColourProfilesTest::coded);

  /// Cameras set to it: Adobe RGB (1998).
  private static final Space ADOBE_RGB =
      new Space(
          "Adobe RGB",
          List.of(
              List.of(0.7151256, 0.2848744, 0.0000000),
              List.of(0.0000000, 1.0000000, 0.0000000),
              List.of(0.0000000, 0.0411619, 0.9588381)),
          linear -> Math.pow(linear, 256.0 / 563));

  static List<Space> spaces() {
    return List.of(DISPLAY_P3, ADOBE_RGB);
  }

  /// A colour space: the matrix to it from linear sRGB, and how its samples are coded.
  private record Space(String name, List<List<Double>> fromSrgb, DoubleUnaryOperator coding) {
    Pixels store(Pixels srgb) {
      byte[] in = srgb.rgb();
      byte[] out = new byte[in.length];
      for (int i = 0; i < in.length; i += Pixels.CHANNELS) {
        for (int row = 0; row < Pixels.CHANNELS; row++) {
          double linear = 0;
          for (int column = 0; column < Pixels.CHANNELS; column++) {
            linear += fromSrgb.get(row).get(column) * decoded((in[i + column] & 0xFF) / 255.0);
          }
          double stored = coding.applyAsDouble(Math.clamp(linear, 0, 1));
          out[i + row] = (byte) Math.round(255 * stored);
        }
      }
      return new Pixels(srgb.width(), srgb.height(), out);
    }
  }

  /// IEC 61966-2-1.
  private static double coded(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
  }

  private static double decoded(double coded) {
    return coded <= 0.04045 ? coded / 12.92 : Math.pow((coded + 0.055) / 1.055, 2.4);
  }

  /// Measured: least 0.9862 and median 0.9988 for Display P3, 0.9828 and 0.9974 for Adobe RGB; the
  /// most alike two different photos are is 0.8589.
  @ParameterizedTest
  @MethodSource("spaces")
  void ignoring_a_profile_leaves_a_photo_far_nearer_to_itself_than_to_any_other(Space space)
      throws Exception {
    var applied = new ArrayList<float[]>();
    var ignored = new ArrayList<float[]>();
    try (var model =
        ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT)) {
      for (Pixels photo : photos()) {
        applied.add(model.imageEncoder().encode(photo));
        ignored.add(model.imageEncoder().encode(space.store(photo)));
      }
    }
    var own = new ArrayList<Double>();
    double nearestOther = -1;
    for (int i = 0; i < applied.size(); i++) {
      own.add(cosine(ignored.get(i), applied.get(i)));
      for (int other = 0; other < i; other++) {
        nearestOther = Math.max(nearestOther, cosine(applied.get(other), applied.get(i)));
      }
    }
    own.sort(null);
    assertThat(own).hasSizeGreaterThan(50);
    assertThat(own.getFirst()).as("least").isGreaterThan(0.98).isGreaterThan(nearestOther + 0.1);
    assertThat(own.get(own.size() / 2)).as("median").isGreaterThan(0.997);
  }

  private static List<Pixels> photos() throws Exception {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    var photos = new ArrayList<Pixels>();
    try (var files = Files.walk(PROJECT.resolve("sample-data"))) {
      for (Path file : files.filter(it -> ImageFormats.isImageName(it.toString())).toList()) {
        photos.add(decoder.decode(ImageSource.ofFile(file), 448).pixels());
      }
    }
    return photos;
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
