package dev.sightline.library.schema;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.lucene.util.BytesRef;

/// The binary format of an [IndexedImage] with all its metadata, for libraries that are not a
/// Lucene index on this machine.
///
/// Big-endian: version (byte, 2), id, the files as [FileListFormat] writes them (length and bytes),
/// format, width, height, orientation (ints), then each other component of [ImageMetadata], in its
/// order, as a list of none or one text; captions and keywords are lists of any length. Version 2
/// continues with the source of the date, and with the further texts, people, creators and
/// locations of the annotations as lists; version 1, which can still be read, ends before them.
/// Texts and lists are those of [FileListFormat].
public final class ImageRecordFormat {
  private static final int VERSION = 2;

  private ImageRecordFormat() {}

  /// Writes an image.
  public static byte[] encode(IndexedImage image) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      FileListFormat.writeText(image.id(), out);
      BytesRef files = FileListFormat.encode(image.files());
      out.writeInt(files.length);
      out.write(files.bytes, files.offset, files.length);
      writeFacts(image.facts(), out);
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void writeFacts(ImageMetadata facts, DataOutputStream out) throws IOException {
    FileListFormat.writeText(facts.format(), out);
    out.writeInt(facts.width());
    out.writeInt(facts.height());
    out.writeInt(facts.orientation());
    write(facts.taken(), out);
    write(facts.takenOffset(), out);
    write(facts.cameraMake(), out);
    write(facts.cameraModel(), out);
    write(facts.lens(), out);
    write(facts.place().map(ImageMetadata.Place::latitude), out);
    write(facts.place().map(ImageMetadata.Place::longitude), out);
    FileListFormat.writeTexts(facts.iso().stream().mapToObj(Integer::toString).toList(), out);
    writeNumber(facts.focalLengthMillimetres(), out);
    writeNumber(facts.aperture(), out);
    Annotations written = facts.annotations();
    write(written.title(), out);
    write(written.description(), out);
    FileListFormat.writeTexts(written.captions(), out);
    FileListFormat.writeTexts(written.keywords(), out);
    FileListFormat.writeTexts(written.rating().stream().mapToObj(Integer::toString).toList(), out);
    write(facts.hash().map(ImageHash::text), out);
    write(facts.takenFrom().map(DateSource::stored), out);
    FileListFormat.writeFurther(written.further(), out);
  }

  private static void write(Optional<?> value, DataOutputStream out) throws IOException {
    FileListFormat.writeTexts(value.stream().map(Object::toString).toList(), out);
  }

  private static void writeNumber(OptionalDouble value, DataOutputStream out) throws IOException {
    FileListFormat.writeTexts(value.stream().mapToObj(Double::toString).toList(), out);
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws IOException if it is not this format, or of a newer version
  public static IndexedImage decode(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version < 1 || version > VERSION) {
        throw new IOException(
            "an image of version %d, known are 1 to %d".formatted(version, VERSION));
      }
      String id = FileListFormat.readText(in);
      int length = in.readInt();
      if (length < 0 || length > in.available()) {
        throw new IOException("a list of files longer than what is there");
      }
      List<IndexedFile> files = FileListFormat.decode(new BytesRef(in.readNBytes(length)));
      return new IndexedImage(id, files, readFacts(in, version));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("an image that cannot be understood", e);
    }
  }

  private static ImageMetadata readFacts(DataInputStream in, int version) throws IOException {
    String format = FileListFormat.readText(in);
    int width = in.readInt();
    int height = in.readInt();
    int orientation = in.readInt();
    Optional<LocalDateTime> taken = read(in).map(LocalDateTime::parse);
    Optional<ZoneOffset> offset = read(in).map(ZoneOffset::of);
    Optional<String> make = read(in);
    Optional<String> model = read(in);
    Optional<String> lens = read(in);
    Optional<ImageMetadata.Place> place = readPlace(in);
    OptionalInt iso = readInteger(in);
    OptionalDouble focalLength = readNumber(in);
    OptionalDouble aperture = readNumber(in);
    Annotations written = readAnnotations(in);
    Optional<ImageHash> hash = read(in).flatMap(ImageHash::parse);
    Optional<DateSource> takenFrom =
        version == 1 ? Optional.empty() : read(in).flatMap(DateSource::of);
    Annotations.Further further =
        version == 1 ? Annotations.Further.NONE : FileListFormat.readFurther(in);
    return new ImageMetadata(
        format,
        width,
        height,
        orientation,
        taken,
        offset,
        make,
        model,
        lens,
        place,
        iso,
        focalLength,
        aperture,
        written.with(further),
        hash,
        takenFrom);
  }

  private static Optional<ImageMetadata.Place> readPlace(DataInputStream in) throws IOException {
    OptionalDouble latitude = readNumber(in);
    OptionalDouble longitude = readNumber(in);
    return latitude.isPresent() && longitude.isPresent()
        ? Optional.of(new ImageMetadata.Place(latitude.getAsDouble(), longitude.getAsDouble()))
        : Optional.empty();
  }

  private static Annotations readAnnotations(DataInputStream in) throws IOException {
    Optional<String> title = read(in);
    Optional<String> description = read(in);
    var captions = new ArrayList<>(FileListFormat.readTexts(in));
    var keywords = new ArrayList<>(FileListFormat.readTexts(in));
    return new Annotations(title, description, captions, keywords, readInteger(in));
  }

  private static Optional<String> read(DataInputStream in) throws IOException {
    return FileListFormat.readTexts(in).stream().findFirst();
  }

  private static OptionalInt readInteger(DataInputStream in) throws IOException {
    return FileListFormat.readTexts(in).stream().mapToInt(Integer::parseInt).findFirst();
  }

  private static OptionalDouble readNumber(DataInputStream in) throws IOException {
    return FileListFormat.readTexts(in).stream().mapToDouble(Double::parseDouble).findFirst();
  }
}
