package dev.sightline.images.format;

import dev.sightline.images.codec.ImageIoDecoder;
import dev.sightline.images.codec.OpenCv;
import dev.sightline.images.metadata.xmp.ExtendedXmp;
import dev.sightline.images.pixels.AliasingCheck;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A JPEG (ITU-T T.81), walked marker by marker from start to end of image.
///
/// The walk detects truncated files, which decoders return as partly grey images. It also makes a
/// copy for the native decoder that has only the segments of the image: OpenCV parses no metadata
/// and nothing after the end of image.
///
/// Some cameras and recovery programs write files without an end-of-image marker, sometimes
/// followed by zeros. Such a file counts as complete if its scans contain every coefficient and the
/// decoder does not run out of data.
final class JpegFile implements StoredImage {
  private static final String NAME = "JPEG";
  private static final String XMP_HEADER = "http://ns.adobe.com/xap/1.0/\0";
  private static final String PHOTOSHOP_HEADER = "Photoshop 3.0\0";
  private static final String PROFILE_HEADER = "ICC_PROFILE\0";
  private static final int YCC = 1; // an Adobe segment's colour transform
  /// Real images have about ten. Each scan costs a pass over all pixels, so a small file with
  /// thousands of scans would use a core for hours.
  private static final int MOST_SCANS = 500;

  /// Zeros after the image data that are kept when a file has no end of image: the data
  /// themselves may end with one.
  private static final int KEPT_ZEROS = 1;

  /// Bytes of a coefficient that libjpeg holds for the whole image when there are several scans.
  private static final int COEFFICIENT_BYTES = 2;

  private final FileBytes file;
  private final DecodeLimits limits;
  private final byte[] image; // the segments that hold the image, one after another
  private int imageLength;
  private int width;
  private int height;
  private int scans;
  private int samplesPerPixel; // of all components, rounded up: 2 for 4:2:0
  private boolean isProgressive;
  private boolean lacksEnd;
  private @Nullable JpegCoefficients coefficients;
  private boolean isYcc = true; // unless an Adobe segment states another transform
  private boolean hasOrdinaryComponents;
  private byte @Nullable [] exif;
  private final List<byte[]> xmp = new ArrayList<>();
  private final ExtendedXmp extendedXmp = new ExtendedXmp();
  private byte @Nullable [] iptc;
  private final ByteArrayOutputStream profile = new ByteArrayOutputStream(0);

  private JpegFile(FileBytes file, DecodeLimits limits) {
    this.file = file;
    this.limits = limits;
    this.image = new byte[file.length() + 2]; // and an end-of-image marker where it is missing
  }

  /// @param limits decide whether the image may be decoded at full size where a reduced scale shows
  ///     aliasing
  static JpegFile open(byte[] bytes, DecodeLimits limits) throws UnreadableImageException {
    var jpeg = new JpegFile(new FileBytes(bytes, NAME), limits);
    try {
      jpeg.walk();
    } catch (UnreadableImageException e) {
      if (e.reason() != Reason.TRUNCATED || !jpeg.hasWholeImage()) {
        throw e;
      }
      jpeg.addEnd();
    }
    return jpeg;
  }

  @Override
  public String format() {
    return "jpeg";
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  @Override
  public List<byte[]> xmp() {
    return Stream.concat(xmp.stream(), extendedXmp.of(xmp).stream()).toList();
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    return profile.size() > 0 ? ColourProfile.ofIcc(profile.toByteArray()) : Optional.empty();
  }

  @Override
  public Optional<byte[]> iptc() {
    return Optional.ofNullable(iptc);
  }

  /// Bytes of the segments that hold the image, at most the file's.
  int imageBytes() {
    return imageLength;
  }

  /// A progressive image's coefficients are in memory at full size, whatever the scale.
  @Override
  public long pixelsInMemory(int shortSide) {
    int denominator = denominator(shortSide);
    long decoded = (long) Math.ceilDiv(width, denominator) * Math.ceilDiv(height, denominator);
    boolean holdsCoefficients = isProgressive || scans > 1;
    long coefficients =
        holdsCoefficients ? (long) width * height * samplesPerPixel * COEFFICIENT_BYTES : 0;
    return decoded + coefficients / Pixels.CHANNELS;
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    int denominator = denominator(shortSide);
    try {
      Pixels decoded = decodeAt(denominator);
      return denominator > 1 && fullSizeIsAllowed() && AliasingCheck.mayBeAliased(decoded)
          ? decodeAt(1)
          : decoded;
    } catch (UnreadableImageException e) {
      throw withReason(e);
    }
  }

  private Pixels decodeAt(int denominator) throws UnreadableImageException {
    return OpenCv.decode(image, imageLength, denominator, NAME)
        .reducedFrom(width, height, denominator);
  }

  /// An image that is too large for the limits at full size keeps its aliasing.
  private boolean fullSizeIsAllowed() {
    return pixelsInMemory(Integer.MAX_VALUE) <= limits.maxPixels();
  }

  @Override
  public Optional<Pixels> decodeInJava() throws UnreadableImageException {
    if (!hasOrdinaryComponents || !isYcc) {
      return Optional.empty();
    }
    try {
      return Optional.of(ImageIoDecoder.decode(Arrays.copyOf(image, imageLength), NAME));
    } catch (UnreadableImageException e) {
      throw withReason(e);
    }
  }

  /// In a file without an end marker, missing data means that the file is truncated, not damaged.
  private UnreadableImageException withReason(UnreadableImageException e) {
    return lacksEnd && e.reason() == Reason.CORRUPT ? truncated() : e;
  }

  /// The largest reduction with a short side of at least the one asked for.
  private int denominator(int shortSide) {
    int stored = Math.min(width, height);
    for (int denominator = 8; denominator > 1; denominator /= 2) {
      if (Math.ceilDiv(stored, denominator) >= shortSide) {
        return denominator;
      }
    }
    return 1;
  }

  /// Whether the scans so far contain the whole image, and a truncated last scan would be detected.
  private boolean hasWholeImage() {
    return coefficients != null && coefficients.areComplete() && OpenCv.detectsDamage();
  }

  private void addEnd() {
    lacksEnd = true;
    int end = imageLength;
    while (image[end - 1] == 0) {
      end--;
    }
    imageLength = Math.min(imageLength, end + KEPT_ZEROS);
    image[imageLength++] = (byte) 0xFF;
    image[imageLength++] = (byte) 0xD9;
  }

  private void walk() throws UnreadableImageException {
    int at = 0;
    while (true) {
      at = nextMarker(at);
      int marker = file.u8(at - 1);
      if (marker == 0xD9) { // end of image
        if (scans == 0) {
          throw UnreadableImageException.corrupt("The JPEG has no image data.");
        }
        copy(at - 2, at);
        return;
      }
      if (marker == 0xD8 && at == 2) { // start of image
        copy(0, 2);
        continue;
      }
      if (marker == 0x01 || isRestart(marker)) { // without a length
        continue;
      }
      int end = at + Math.max(2, file.u16(at));
      file.need(at, end - at);
      if (marker == 0xDA) {
        scan(at);
        end = scanEnd(end);
      }
      take(marker, at, end);
      if (end == file.length()) {
        throw truncated();
      }
      at = end;
    }
  }

  /// The offset after the two bytes of the next marker. Bytes between segments do not belong there,
  /// but cameras write some, and decoders skip them.
  private int nextMarker(int from) throws UnreadableImageException {
    int at = from;
    while (file.u8(at) != 0xFF || isFill(file.u8(at + 1))) {
      at++;
    }
    return at + 2;
  }

  private static boolean isFill(int afterFf) {
    return afterFf == 0 || afterFf == 0xFF;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  /// The end of entropy-coded data: the first marker that is no restart, or the file's end.
  private int scanEnd(int from) throws UnreadableImageException {
    for (int at = file.indexOfFf(from); at + 1 < file.length(); at = file.indexOfFf(at + 1)) {
      int next = file.u8(at + 1);
      if (!isFill(next) && !isRestart(next)) {
        return at;
      }
    }
    return file.length();
  }

  private UnreadableImageException truncated() {
    return UnreadableImageException.truncated(
        "The JPEG ends within its image data, after %,d bytes, without an end-of-image marker."
            .formatted(file.length()));
  }

  private void take(int marker, int at, int end) throws UnreadableImageException {
    switch (marker) {
      case 0xC0, 0xC1 -> frame(at, false, false); // baseline, extended
      case 0xC2 -> frame(at, true, false); // progressive
      case 0xC9 -> frame(at, false, true); // the same with arithmetic coding
      case 0xCA -> frame(at, true, true);
      case 0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF ->
          throw UnreadableImageException.unsupported(
              "The JPEG is of a kind (SOF%d) that is not supported.".formatted(marker - 0xC0));
      case 0xDA -> {} // a scan with its data
      case 0xC4, 0xCC, 0xDB, 0xDD -> {} // tables of coding and quantization, restart interval
      case 0xE0 -> {} // JFIF: it states the colours of the components
      case 0xEE -> isYcc &= !file.hasAscii(at + 2, "Adobe") || file.u8(at + 13) == YCC;
      case 0xE1 -> {
        exif = exif == null ? after("Exif\0\0", at, end) : exif;
        Optional.ofNullable(after(XMP_HEADER, at, end)).ifPresent(xmp::add);
        byte[] part = after(ExtendedXmp.HEADER, at, end);
        if (part != null) {
          extendedXmp.add(part);
        }
        return;
      }
      case 0xE2 -> {
        readProfile(at, end);
        return;
      }
      case 0xED -> {
        iptc = joined(iptc, after(PHOTOSHOP_HEADER, at, end));
        return;
      }
      default -> {
        return; // metadata and comments
      }
    }
    copy(at - 2, end);
  }

  /// A profile may be spread over several segments, each with its number and how many there are.
  private void readProfile(int at, int end) throws UnreadableImageException {
    byte[] part = after(PROFILE_HEADER, at, end);
    if (part != null && part.length > 2) {
      profile.write(part, 2, part.length - 2);
    }
  }

  /// The rest of a segment that begins with a header; null if it begins otherwise.
  private byte @Nullable [] after(String header, int at, int end) throws UnreadableImageException {
    int content = at + 2 + header.length();
    return content <= end && file.hasAscii(at + 2, header) ? file.slice(content, end) : null;
  }

  /// Photoshop continues blocks that are longer than a segment in the next one.
  private static byte @Nullable [] joined(byte @Nullable [] first, byte @Nullable [] second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void frame(int at, boolean progressive, boolean arithmetic)
      throws UnreadableImageException {
    int bits = file.u8(at + 2);
    if (width != 0) {
      throw UnreadableImageException.corrupt("The JPEG has two frame headers, expected one.");
    }
    if (bits != 8) {
      throw UnreadableImageException.unsupported(
          "The JPEG has %d bits a sample; 8 are supported.".formatted(bits));
    }
    height = file.u16(at + 3);
    width = file.u16(at + 5);
    hasOrdinaryComponents = !arithmetic && hasOrdinaryComponents(at); // the JDK has no arithmetic
    isProgressive = progressive;
    samplesPerPixel = samplesPerPixel(at);
    coefficients = new JpegCoefficients(file, at + 2, progressive);
    if (width == 0 || height == 0) {
      throw UnreadableImageException.corrupt(
          "The JPEG says it is %d x %d, expected at least 1 x 1.".formatted(width, height));
    }
  }

  /// Grey, or three components with the usual numbers of which the first may have twice the
  /// columns, or twice both: these are upsampled equally by every decoder. For others, libjpeg 6b,
  /// which the JDK uses, gives other pixels than newer versions.
  private boolean hasOrdinaryComponents(int at) throws UnreadableImageException {
    int components = file.u8(at + 7);
    if (components == 1) {
      return true;
    }
    if (components != 3) {
      return false;
    }
    for (int i = 0; i < components; i++) {
      int number = file.u8(at + 8 + 3L * i);
      int sampling = file.u8(at + 9 + 3L * i); // horizontal and vertical, four bits each
      boolean usual =
          i == 0 ? sampling == 0x11 || sampling == 0x21 || sampling == 0x22 : sampling == 0x11;
      if (number != i + 1 || !usual) {
        return false;
      }
    }
    return true;
  }

  /// Samples of all components that a pixel takes, rounded up; components may be stored with fewer
  /// columns and rows.
  private int samplesPerPixel(int at) throws UnreadableImageException {
    int sum = 0;
    int most = 1;
    for (int i = 0; i < file.u8(at + 7); i++) {
      int sampling = file.u8(at + 9 + 3L * i);
      int perUnit = (sampling >> 4) * (sampling & 0xF);
      sum += perUnit;
      most = Math.max(most, perUnit);
    }
    return Math.ceilDiv(sum, most);
  }

  private void scan(int at) throws UnreadableImageException {
    scans++;
    if (coefficients == null) {
      throw UnreadableImageException.corrupt("The JPEG has image data before a frame header.");
    }
    coefficients.carried(file, at + 2);
    if (scans > MOST_SCANS) {
      throw UnreadableImageException.corrupt(
          "The JPEG has more than %,d scans.".formatted(MOST_SCANS));
    }
  }

  private void copy(int from, int to) {
    System.arraycopy(file.array(), from, image, imageLength, to - from);
    imageLength += to - from;
  }
}
