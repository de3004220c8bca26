package dev.sightline.images;

import com.drew.metadata.exif.ExifInteropDirectory;
import dev.sightline.images.codec.OpenCv;
import dev.sightline.images.format.StoredImage;
import dev.sightline.images.metadata.exif.Exif;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.List;
import java.util.Optional;

/// Decodes an image for display. Unlike the input of a model, transparency is blended with a plain
/// background and colours are converted to sRGB. Of an animation whose first frame has a single
/// colour, the first frame with more than one colour is shown.
final class DisplayRendering {
  /// Maximum number of frames decoded to find one that is not blank, and how many at a time.
  private static final int MOST_FRAMES = 64;

  private static final int FRAMES_AT_ONCE = 8;

  /// Largest difference between samples of an image that counts as having a single colour.
  private static final int NOISE = 4;

  private DisplayRendering() {}

  /// @param shortSide as in [StoredImage#decode]
  /// @return the image as stored, before orientation
  static Pixels of(StoredImage stored, int shortSide) throws UnreadableImageException {
    Optional<RgbaPixels> transparent = stored.decodeWithAlpha();
    Pixels first =
        transparent.isPresent() ? transparent.get().flattened() : stored.decode(shortSide);
    Pixels shown = isBlank(first) ? laterFrame(stored, first) : first;
    Optional<ColourProfile> profile = stored.colourProfile().or(() -> named(stored));
    return profile.isPresent() ? profile.get().toSrgb(shown) : shown;
  }

  private static Optional<ColourProfile> named(StoredImage stored) {
    return Optional.ofNullable(
            Exif.of(stored.exif()).metadata().getFirstDirectoryOfType(ExifInteropDirectory.class))
        .map(it -> it.getString(ExifInteropDirectory.TAG_INTEROP_INDEX))
        .filter(it -> it.startsWith("R03"))
        .map(_ -> ColourProfile.Named.ADOBE_RGB);
  }

  private static Pixels laterFrame(StoredImage stored, Pixels first) {
    Optional<byte[]> animation = stored.animation();
    if (animation.isEmpty()) {
      return first;
    }
    for (int from = 0; from < MOST_FRAMES; from += FRAMES_AT_ONCE) {
      List<Pixels> frames = OpenCv.frames(animation.get(), from, FRAMES_AT_ONCE);
      for (Pixels frame : frames) {
        if (!isBlank(frame)) {
          return frame;
        }
      }
      if (frames.size() < FRAMES_AT_ONCE) {
        break;
      }
    }
    return first;
  }

  private static boolean isBlank(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    for (int i = Pixels.CHANNELS; i < rgb.length; i++) {
      if (Math.abs((rgb[i] & 0xFF) - (rgb[i % Pixels.CHANNELS] & 0xFF)) > NOISE) {
        return false;
      }
    }
    return true;
  }
}
