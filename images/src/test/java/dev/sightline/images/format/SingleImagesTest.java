package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.Goldens;
import dev.sightline.images.Goldens.Golden;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.OtherProcess;
import dev.sightline.images.codec.OpenCvLibrary;
import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's decoders against OpenCV, which decodes everything else.
class SingleImagesTest {
  /// Kinds of JPEG that decoders read differently, and so are left to OpenCV.
  private static final Set<String> LEFT_TO_OPENCV = Set.of("cmyk.jpg", "rgb-adobe.jpg");

  static List<Golden> jpegsAndPngs() {
    return Goldens.sound().stream()
        .filter(golden -> Set.of("JPEG", "PNG").contains(golden.format()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jpegsAndPngs")
  void the_jdk_gives_the_same_pixels_as_opencv(Golden golden) throws Exception {
    var stored = FormatSniffer.open(golden.bytes(), SystemDecoders.none(), DecodeLimits.DEFAULT);

    var own = stored.decodeInJava();

    if (LEFT_TO_OPENCV.contains(golden.name())) {
      assertThat(own).isEmpty();
    } else {
      var reference = stored.decode(Integer.MAX_VALUE);
      assertThat(own.orElseThrow().width()).isEqualTo(reference.width());
      assertThat(own.orElseThrow().height()).isEqualTo(reference.height());
      assertThat(Arrays.equals(own.orElseThrow().rgb(), reference.rgb())).isTrue();
    }
  }

  @Test
  void there_are_enough_goldens_for_that() {
    assertThat(jpegsAndPngs()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subsampled-420.jpg", "progressive.jpg", "gray.jpg"})
  void damaged_image_data_are_refused_and_not_shown_grey(String name) throws Exception {
    byte[] file = Goldens.named(name).bytes();
    int middle = file.length / 2;
    Arrays.fill(file, middle, middle + 400, (byte) 0x55); // no marker, and no image
    var stored = FormatSniffer.open(file, SystemDecoders.none(), DecodeLimits.DEFAULT);

    var inJava = refusal(stored::decodeInJava);
    var inOpenCv = refusal(() -> stored.decode(Integer.MAX_VALUE));

    assertThat(inJava == null).isEqualTo(inOpenCv == null);
    if (inJava != null) {
      assertThat(inJava.reason()).isEqualTo(Reason.CORRUPT);
    }
  }

  /// In a process of its own: this one has loaded OpenCV for other tests.
  @Test
  void one_image_is_decoded_without_loading_opencv(@TempDir Path folder) throws Exception {
    var one = OtherProcess.run(folder, 1, List.of(), DecodesOne.class, "photo-640x480.jpg");
    var kind = OtherProcess.run(folder, 1, List.of(), DecodesOne.class, "cmyk.jpg");

    assertThat(one.output().strip()).isEqualTo("640 x 480, OpenCV loaded: false");
    assertThat(kind.output().strip()).endsWith("OpenCV loaded: true");
  }

  /// A program that decodes one golden.
  static final class DecodesOne {
    private DecodesOne() {}

    /// Argument: the golden's name.
    public static void main(String[] arguments) throws Exception {
      var pixels =
          ImageDecoder.forSingleImages(DecodeLimits.DEFAULT)
              .decode(Goldens.named(arguments[0]).source(), 448)
              .pixels();
      System.out.println(
          "%d x %d, OpenCV loaded: %s"
              .formatted(pixels.width(), pixels.height(), OpenCvLibrary.isLoaded()));
    }
  }

  private static UnreadableImageException refusal(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable decoding) {
    return catchThrowableOfType(UnreadableImageException.class, decoding);
  }
}
