package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.TestImages;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsdFileTest {
  private static final int MOST = 1 << 16;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final Pixels image = TestImages.random(31, 17, 3);

  @Test
  void the_flattened_image_is_read_with_what_is_written_about_it() throws Exception {
    String xmp =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='4'/></rdf:RDF></x:xmpmeta>";

    var decoded = decode(psd(image, xmp));

    assertThat(decoded.facts().format()).isEqualTo("psd");
    assertThat(decoded.pixels().rgb()).isEqualTo(image.rgb());
    assertThat(decoded.facts().descriptive().rating()).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 60, 400, 1500})
  void a_cut_document_is_truncated(int length) {
    byte[] file = Arrays.copyOf(psd(image, "<x/>"), length);

    var refusal = catchThrowableOfType(UnreadableImageException.class, () -> decode(file));

    assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void a_document_of_an_unknown_version_is_corrupt() {
    byte[] file = psd(image, "<x/>");
    file[5] = 7;

    var refusal = catchThrowableOfType(UnreadableImageException.class, () -> decode(file));

    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal)
        .hasMessage("The PSD has the version 7 and 3 channels, expected 1 or 2 and up to 56.");
  }

  private DecodedImage decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("psd", file), 448);
  }

  /// RGB of 8 bits, uncompressed, one channel after the other; one resource, no layers.
  static byte[] psd(Pixels image, String xmp) {
    var file = ByteBuffer.allocate(MOST);
    file.put("8BPS".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1).put(new byte[6]);
    file.putShort((short) 3).putInt(image.height()).putInt(image.width());
    file.putShort((short) 8).putShort((short) 3);
    file.putInt(0); // colour table
    byte[] packet = xmp.getBytes(StandardCharsets.UTF_8);
    int padded = packet.length + packet.length % 2;
    file.putInt(12 + padded);
    file.put("8BIM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1060);
    file.putShort((short) 0).putInt(packet.length);
    file.put(Arrays.copyOf(packet, padded));
    file.putInt(0); // layers
    file.putShort((short) 0);
    byte[] rgb = image.rgb();
    for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
      for (int i = channel; i < rgb.length; i += Pixels.CHANNELS) {
        file.put(rgb[i]);
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }
}
