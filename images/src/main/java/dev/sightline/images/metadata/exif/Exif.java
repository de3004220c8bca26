package dev.sightline.images.metadata.exif;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import dev.sightline.images.metadata.MetadataText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The camera and its settings in an EXIF block (CIPA DC-008, EXIF 2.32). Never fails: metadata
/// that cannot be read is absent. [ExifTimes] reads times and places, [ExifTexts] reads texts.
public final class Exif {
  private static final int LENS_MODEL = 0xA434;

  private final Metadata metadata;
  private final boolean littleEndian;
  private final List<byte[]> xmp;

  private Exif(Metadata metadata, boolean littleEndian, List<byte[]> xmp) {
    this.metadata = metadata;
    this.littleEndian = littleEndian;
    this.xmp = xmp;
  }

  /// Reads a block.
  ///
  /// @param block a TIFF structure
  public static Exif of(Optional<byte[]> block) {
    var metadata = new Metadata();
    List<byte[]> xmp = block.map(it -> ExifBlockReader.read(it, metadata)).orElse(List.of());
    boolean littleEndian = block.isPresent() && block.get().length > 0 && block.get()[0] == 'I';
    return new Exif(metadata, littleEndian, xmp);
  }

  /// All directories of the block. In TIFF files they include IPTC.
  public Metadata metadata() {
    return metadata;
  }

  /// Whether the block is little-endian.
  boolean littleEndian() {
    return littleEndian;
  }

  /// The XMP packets within the block, as TIFF files have them.
  public List<byte[]> xmp() {
    return xmp;
  }

  /// The orientation, 1 to 8; 1 for any other value.
  public int orientation() {
    int orientation = number(ExifIFD0Directory.class, ExifIFD0Directory.TAG_ORIENTATION).orElse(1);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }

  /// The maker of the camera, such as `Canon`.
  public Optional<String> cameraMake() {
    return text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MAKE);
  }

  /// The model of the camera, such as `EOS R5`.
  public Optional<String> cameraModel() {
    return text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_MODEL);
  }

  /// The model of the lens.
  public Optional<String> lens() {
    return text(ExifSubIFDDirectory.class, LENS_MODEL);
  }

  /// The sensitivity (ISO), above 0.
  public OptionalInt iso() {
    var iso = number(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT);
    return iso.isPresent() && iso.get() > 0 ? OptionalInt.of(iso.get()) : OptionalInt.empty();
  }

  /// The real focal length in millimetres, above 0; not the 35-mm equivalent.
  public OptionalDouble focalLengthMillimetres() {
    return positive(ExifSubIFDDirectory.TAG_FOCAL_LENGTH);
  }

  /// The f-number, above 0.
  public OptionalDouble aperture() {
    return positive(ExifSubIFDDirectory.TAG_FNUMBER);
  }

  private OptionalDouble positive(int tag) {
    var value = directory(ExifSubIFDDirectory.class, tag).map(found -> found.getDoubleObject(tag));
    return value.isPresent() && Double.isFinite(value.get()) && value.get() > 0
        ? OptionalDouble.of(value.get())
        : OptionalDouble.empty();
  }

  /// A number, if the directory has it.
  Optional<Integer> number(Class<? extends Directory> where, int tag) {
    return directory(where, tag).map(found -> found.getInteger(tag));
  }

  /// A text without leading and trailing blanks, zeroes and control characters.
  Optional<String> text(Class<? extends Directory> where, int tag) {
    return directory(where, tag)
        .flatMap(found -> string(found, tag))
        .map(text -> text.replaceAll("[\\t\\n\\r]+", " ").replaceAll("\\p{Cntrl}", "").strip())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<String> string(Directory found, int tag) {
    return found.getObject(tag) instanceof StringValue value
        ? Optional.of(MetadataText.decode(value.getBytes()))
        : Optional.ofNullable(found.getString(tag));
  }

  /// The bytes of a tag of the EXIF directories, whatever its type.
  Optional<byte[]> bytes(int tag) {
    return directory(ExifDirectoryBase.class, tag)
        .flatMap(
            found ->
                found.getObject(tag) instanceof StringValue value
                    ? Optional.of(value.getBytes())
                    : Optional.ofNullable(found.getByteArray(tag)));
  }

  /// The first directory that has the tag: raw files have several, of which the first may describe
  /// a preview.
  private <D extends Directory> Optional<D> directory(Class<D> type, int tag) {
    return metadata.getDirectoriesOfType(type).stream()
        .filter(directory -> directory.containsTag(tag))
        .findFirst();
  }
}
