package dev.sightline.images.format;

import dev.sightline.images.Goldens;
import dev.sightline.images.RawBuilder;
import dev.sightline.images.SystemFormat;
import dev.sightline.images.TestImages;
import dev.sightline.images.codec.OpenCv;
import org.junit.jupiter.api.Nested;

/// The contract of [StoredImage] for each format.
class StoredImageTest {
  /// The contract for one golden image.
  abstract static class GoldenContract extends StoredImageContract {
    private final String format;
    private final String golden;

    GoldenContract(String format, String golden) {
      this.format = format;
      this.golden = golden;
    }

    @Override
    byte[] file() {
      return Goldens.named(golden).bytes();
    }

    @Override
    String format() {
      return format;
    }
  }

  /// The contract for a format that needs a decoder of the system.
  abstract static class SystemContract extends StoredImageContract {
    private final String format;
    private final String file;

    SystemContract(String format, String file) {
      this.format = format;
      this.file = file;
    }

    @Override
    byte[] file() {
      return SystemFormat.bytes(file);
    }

    @Override
    String format() {
      return format;
    }

    @Override
    void assumeDecoder() {
      SystemFormat.of(file).assumeFound();
    }
  }

  @Nested
  class Jpeg extends GoldenContract {
    Jpeg() {
      super("jpeg", "photo-640x480.jpg");
    }
  }

  @Nested
  class ProgressiveJpeg extends GoldenContract {
    ProgressiveJpeg() {
      super("jpeg", "progressive.jpg");
    }
  }

  @Nested
  class Png extends GoldenContract {
    Png() {
      super("png", "rgba.png");
    }
  }

  @Nested
  class Gif extends GoldenContract {
    Gif() {
      super("gif", "still.gif");
    }
  }

  @Nested
  class Bmp extends GoldenContract {
    Bmp() {
      super("bmp", "bitmap.bmp");
    }
  }

  @Nested
  class Tiff extends GoldenContract {
    Tiff() {
      super("tiff", "lzw.tif");
    }
  }

  @Nested
  class Webp extends GoldenContract {
    Webp() {
      super("webp", "alpha.webp");
    }
  }

  @Nested
  class Psd extends StoredImageContract {
    @Override
    byte[] file() {
      return PsdFileTest.psd(TestImages.random(31, 17, 3), "<x/>");
    }

    @Override
    String format() {
      return "psd";
    }
  }

  @Nested
  class Raw extends StoredImageContract {
    @Override
    byte[] file() {
      byte[] preview = OpenCv.encodeJpeg(TestImages.random(48, 32, 1), 90);
      return new RawBuilder()
          .make("SONY")
          .size(48, 32)
          .jpeg(preview)
          .sub(new RawBuilder().size(48, 32).sensor(new byte[16]))
          .bytes();
    }

    @Override
    String format() {
      return "arw";
    }
  }

  @Nested
  class Heic extends SystemContract {
    Heic() {
      super("heic", "odd.heic");
    }
  }

  @Nested
  class Avif extends SystemContract {
    Avif() {
      super("avif", "alpha.avif");
    }
  }

  @Nested
  class JpegXl extends SystemContract {
    JpegXl() {
      super("jxl", "lossy.jxl");
    }
  }
}
