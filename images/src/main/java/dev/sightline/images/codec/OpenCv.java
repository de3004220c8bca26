package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Decodes and encodes with OpenCV; no other class uses it. The first use loads the native
/// libraries, which takes 1 to 2 seconds.
///
/// Native memory is freed when a call returns. Callers pass only complete files whose size is
/// within the limits, so that no malformed file reaches a native decoder.
public final class OpenCv {
  /// Image as stored, in the order red, green, blue, without alpha.
  private static final int AS_STORED =
      opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

  private static final int WITH_ALPHA =
      opencv_imgcodecs.IMREAD_UNCHANGED | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

  static {
    Loader.load(opencv_imgcodecs.class);
    opencv_core.setNumThreads(
        0); // callers decode several files at once; an inner pool would only wait
    NativeWarnings.install();
    OpenCvLibrary.loaded();
  }

  private OpenCv() {}

  static String version() {
    return "%d.%d.%d"
        .formatted(
            opencv_core.getVersionMajor(),
            opencv_core.getVersionMinor(),
            opencv_core.getVersionRevision());
  }

  /// Whether truncated or damaged image data is detected ([NativeWarnings]). Loads the native
  /// libraries.
  public static boolean detectsDamage() {
    return NativeWarnings.isSupported();
  }

  /// Decodes a whole file of a format that OpenCV reads.
  ///
  /// @param length length of the file within the array
  /// @param denominator 1, or for JPEGs also 2, 4 or 8: the sides are divided by it and rounded up
  /// @param format name of the format, for messages
  public static Pixels decode(byte[] file, int length, int denominator, String format)
      throws UnreadableImageException {
    try (var input = new Mat(1, length, opencv_core.CV_8UC1);
        var data = input.data()) {
      data.put(file, 0, length);
      NativeWarnings.listen();
      try (var image = decode(input, denominator, format)) {
        var fault = NativeWarnings.fault();
        if (image.empty() || fault.isPresent()) {
          throw UnreadableImageException.corrupt(
              "The %s cannot be decoded: %s."
                  .formatted(format, fault.orElse("its image data is damaged")));
        }
        return copy(image);
      } finally {
        NativeWarnings.stopListening();
      }
    }
  }

  /// Decodes a whole file with its alpha channel.
  ///
  /// @param format name of the format, for messages
  /// @return empty where the image has no alpha channel
  public static Optional<RgbaPixels> decodeWithAlpha(byte[] file, String format)
      throws UnreadableImageException {
    try (var input = new Mat(1, file.length, opencv_core.CV_8UC1);
        var data = input.data()) {
      data.put(file);
      NativeWarnings.listen(); // and captures warnings about colour profiles
      try (var image = opencv_imgcodecs.imdecode(input, WITH_ALPHA)) {
        if (image.empty()) {
          throw UnreadableImageException.corrupt(
              "The %s cannot be decoded: its image data is damaged.".formatted(format));
        }
        return rgba(image);
      } finally {
        NativeWarnings.stopListening();
      }
    } catch (RuntimeException e) { // JavaCPP's form of a C++ exception
      throw new UnreadableImageException(
          Reason.CORRUPT, "The %s cannot be decoded by OpenCV.".formatted(format), e);
    }
  }

  /// Frames of an animation, each composed with the frames before it and blended with a plain
  /// background.
  ///
  /// @param from index of the first frame, from 0
  /// @param count maximum number of frames
  /// @return empty where they cannot be read
  public static List<Pixels> frames(byte[] file, int from, int count) {
    try (var input = new Mat(1, file.length, opencv_core.CV_8UC1);
        var data = input.data();
        var animation = new opencv_imgcodecs.Animation()) {
      data.put(file);
      NativeWarnings.listen();
      if (!opencv_imgcodecs.imdecodeanimation(input, animation, from, count)) {
        return List.of();
      }
      var frames = new ArrayList<Pixels>();
      try (var found = animation.frames()) {
        for (long i = 0; i < found.size(); i++) {
          frames.add(flattened(found.get(i)));
        }
      }
      return frames;
    } catch (RuntimeException _) { // JavaCPP's form of a C++ exception
      return List.of();
    } finally {
      NativeWarnings.stopListening();
    }
  }

  /// A frame with or without an alpha channel; frames without one are 8-bit BGR.
  private static Pixels flattened(Mat frame) {
    return rgba(frame)
        .map(RgbaPixels::flattened)
        .orElseGet(
            () -> {
              Pixels bgr = copy(frame);
              return bgr.withRgb(swapRedAndBlue(bgr.rgb()));
            });
  }

  /// Converts BGRA with 8 or 16 bits.
  private static Optional<RgbaPixels> rgba(Mat image) {
    if (image.channels() != RgbaPixels.CHANNELS) {
      return Optional.empty();
    }
    int samples = image.cols() * image.rows() * RgbaPixels.CHANNELS;
    int bytes = (int) image.elemSize1();
    byte[] stored = new byte[samples * bytes];
    try (var data = image.data()) {
      data.get(stored);
    }
    byte[] rgba = new byte[samples];
    for (int i = 0; i < samples; i++) {
      int channel = i % RgbaPixels.CHANNELS;
      int from = channel == 3 ? i : i - channel + 2 - channel; // red and blue change places
      rgba[i] = stored[from * bytes + bytes - 1]; // of 16 bits, little-endian, the high ones
    }
    return Optional.of(new RgbaPixels(image.cols(), image.rows(), rgba));
  }

  private static Mat decode(Mat input, int denominator, String format)
      throws UnreadableImageException {
    try {
      return opencv_imgcodecs.imdecode(input, flags(denominator));
    } catch (RuntimeException e) { // JavaCPP's form of a C++ exception
      throw new UnreadableImageException(
          Reason.CORRUPT, "The %s cannot be decoded by OpenCV.".formatted(format), e);
    }
  }

  /// Encodes a baseline JPEG (4:2:0) without metadata.
  ///
  /// @param quality 1 to 100, on the IJG scale
  public static byte[] encodeJpeg(Pixels pixels, int quality) {
    byte[] bgr = swapRedAndBlue(pixels.rgb());
    try (var image = new Mat(pixels.height(), pixels.width(), opencv_core.CV_8UC3);
        var data = image.data();
        var parameters =
            new IntPointer(
                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                quality,
                opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420);
        var file = new BytePointer()) {
      data.put(bgr);
      if (!opencv_imgcodecs.imencode(".jpg", image, file, parameters)) {
        throw new IllegalStateException(
            "OpenCV did not encode a JPEG of %d x %d".formatted(pixels.width(), pixels.height()));
      }
      byte[] bytes = new byte[(int) file.limit()];
      file.get(bytes);
      return bytes;
    }
  }

  /// The reduced modes differ from the grey ones by IMREAD_COLOR, which excludes IMREAD_COLOR_RGB.
  private static int flags(int denominator) {
    return AS_STORED
        | switch (denominator) {
          case 1 -> 0;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
          default -> throw new IllegalArgumentException("need 1, 2, 4 or 8, got " + denominator);
        };
  }

  private static Pixels copy(Mat image) {
    byte[] rgb = new byte[image.cols() * image.rows() * Pixels.CHANNELS];
    try (var data = image.data()) {
      data.get(rgb); // freshly decoded images have no padding between rows
    }
    return new Pixels(image.cols(), image.rows(), rgb);
  }

  private static byte[] swapRedAndBlue(byte[] rgb) {
    byte[] bgr = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += Pixels.CHANNELS) {
      bgr[i] = rgb[i + 2];
      bgr[i + 1] = rgb[i + 1];
      bgr[i + 2] = rgb[i];
    }
    return bgr;
  }
}
