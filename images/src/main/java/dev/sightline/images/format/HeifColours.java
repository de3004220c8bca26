package dev.sightline.images.format;

import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Optional;

/// The colour space that a HEIF file names: in the first `colr` box of its item properties (`meta`,
/// `iprp`, `ipco`), as an ICC profile (`prof`, `rICC`) or by numbers (`nclx`). All tiles of an
/// image have the same colour space.
///
/// @see <a href="https://www.iso.org/standard/83102.html">ISO/IEC 14496-12, 12.1.5</a>
final class HeifColours {
  private static final int FULL_BOX = 4; // version and flags before the content of a `meta` box
  private static final int TYPE = 4;
  private static final int DISPLAY_P3 = 12; // primaries of ITU-T H.273

  private HeifColours() {}

  /// Reads the colour space. Empty for sRGB, for an unknown colour space, and for a damaged file.
  static Optional<ColourProfile> read(FileBytes file) {
    return child(file, 0, file.length(), "meta")
        .flatMap(meta -> child(file, meta.body() + FULL_BOX, meta.end(), "iprp"))
        .flatMap(properties -> child(file, properties.body(), properties.end(), "ipco"))
        .flatMap(container -> child(file, container.body(), container.end(), "colr"))
        .flatMap(box -> profile(file, box));
  }

  private static Optional<IsoBox> child(FileBytes file, long from, long to, String type) {
    long at = from;
    try {
      while (at < to) {
        var box = IsoBox.at(file, at, "The file");
        if (box.is(file, type)) {
          return Optional.of(box);
        }
        at = box.end();
      }
    } catch (UnreadableImageException _) {
      // no further box can be read
    }
    return Optional.empty();
  }

  private static Optional<ColourProfile> profile(FileBytes file, IsoBox box) {
    try {
      long data = box.body() + TYPE;
      if (file.hasAscii(box.body(), "prof") || file.hasAscii(box.body(), "rICC")) {
        return ColourProfile.ofIcc(file.slice(data, box.end()));
      }
      boolean p3 = file.hasAscii(box.body(), "nclx") && file.u16(data) == DISPLAY_P3;
      return p3 ? Optional.of(ColourProfile.Named.DISPLAY_P3) : Optional.empty();
    } catch (UnreadableImageException _) {
      return Optional.empty();
    }
  }
}
