package dev.sightline.images.pixels;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The colour space of an image that is not in sRGB. Thumbnails and images encoded for browsers are
/// converted to sRGB; the models see samples as they are stored, as the reference implementations
/// do (`docs/decisions/0013-colour-profiles.md`).
public sealed interface ColourProfile {
  /// The image in sRGB.
  Pixels toSrgb(Pixels pixels);

  /// The profile that an ICC block describes; empty for sRGB itself, for a profile of other than
  /// RGB samples, and for one that cannot be read.
  static Optional<ColourProfile> ofIcc(byte[] block) {
    if (namesSrgb(block)) {
      return Optional.empty();
    }
    try {
      var profile = ICC_Profile.getInstance(block);
      return profile.getColorSpaceType() == ColorSpace.TYPE_RGB
          ? Optional.of(new Icc(profile))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The description tag holds the name in ASCII, or from version 4 on in UTF-16.
  private static boolean namesSrgb(byte[] block) {
    var text = new String(block, StandardCharsets.ISO_8859_1);
    return text.contains("sRGB") || text.contains("s\0R\0G\0B");
  }

  /// A profile that the JDK's colour management applies.
  record Icc(ICC_Profile profile) implements ColourProfile {
    @Override
    public Pixels toSrgb(Pixels pixels) {
      var srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      byte[] converted = new byte[pixels.rgb().length];
      try {
        new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null)
            .filter(raster(pixels, pixels.rgb()), raster(pixels, converted));
        return pixels.withRgb(converted);
      } catch (RuntimeException _) { // java.awt.color.CMMException and others on a broken profile
        return pixels;
      }
    }

    private static WritableRaster raster(Pixels shape, byte[] rgb) {
      return Raster.createInterleavedRaster(
          new DataBufferByte(rgb, rgb.length),
          shape.width(),
          shape.height(),
          shape.width() * Pixels.CHANNELS,
          Pixels.CHANNELS,
          new int[] {0, 1, 2},
          null);
    }
  }

  /// A well-known colour space that a file names without describing it.
  enum Named implements ColourProfile {
    /// SMPTE EG 432-1 primaries at D65 with sRGB's transfer curve; primaries 12 of ITU-T H.273.
    DISPLAY_P3 {
      @Override
      double[][] matrix() {
        return new double[][] {
          {1.22494, -0.22494, 0}, {-0.04206, 1.04206, 0}, {-0.01964, -0.07864, 1.09827}
        };
      }

      @Override
      double linear(double sample) {
        return srgbToLinear(sample);
      }
    },
    /// Adobe RGB (1998), which DCF cameras mark by the EXIF interoperability index `R03`.
    ADOBE_RGB {
      @Override
      double[][] matrix() {
        return new double[][] {{1.39828, -0.39828, 0}, {0, 1, 0}, {0, -0.04294, 1.04294}};
      }

      @Override
      double linear(double sample) {
        return Math.pow(sample, 563.0 / 256);
      }
    };

    private static final int STEPS = 4096;

    /// From linear samples of this space to linear sRGB: the product of this space's matrix to XYZ
    /// and the inverse of sRGB's (IEC 61966-2-1); both have the white point D65.
    abstract double[][] matrix();

    /// @param sample 0 to 1 as stored
    abstract double linear(double sample);

    @Override
    public Pixels toSrgb(Pixels pixels) {
      var linear = new double[256];
      for (int level = 0; level < linear.length; level++) {
        linear[level] = linear(level / 255.0);
      }
      byte[] encoded = encoded();
      double[][] matrix = matrix();
      byte[] from = pixels.rgb();
      byte[] to = new byte[from.length];
      for (int i = 0; i < from.length; i += Pixels.CHANNELS) {
        double red = linear[from[i] & 0xFF];
        double green = linear[from[i + 1] & 0xFF];
        double blue = linear[from[i + 2] & 0xFF];
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
          double[] row = matrix[channel];
          double mixed = row[0] * red + row[1] * green + row[2] * blue;
          to[i + channel] = encoded[(int) Math.round(Math.clamp(mixed, 0, 1) * STEPS)];
        }
      }
      return pixels.withRgb(to);
    }

    private static byte[] encoded() {
      byte[] encoded = new byte[STEPS + 1];
      for (int step = 0; step <= STEPS; step++) {
        double linear = (double) step / STEPS;
        double sample =
            linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        encoded[step] = (byte) Math.round(255 * sample);
      }
      return encoded;
    }

    private static double srgbToLinear(double sample) {
      return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
    }
  }
}
