package dev.sightline.library.schema;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;

/// The binary format of the doc value with the files of an image. It is a doc value and not a
/// stored field, because a run reads it for every file of the library and needs nothing else.
///
/// Big-endian: version (int, -2), count (int), then for each file: path and key (modified UTF-8
/// with a two-byte length), size (long), modification time in milliseconds (long), change time in
/// milliseconds (long, the smallest long for none), metadata version (int), and the attachments:
/// one byte, 0 for none, else 1, followed by stamp (text), whether annotations are ignored (byte),
/// title, description (lists of at most one text), captions, keywords, companions (lists of texts)
/// and rating (byte, -1 for none). A text is its length in bytes (int) and UTF-8; a list is its
/// length (int) and its texts.
///
/// A list that begins with its count, which is not negative, is of the first version: its files
/// have neither change time nor metadata version.
///
/// After the files there may be sections, each a number (byte), its length (int) and its body; a
/// reader skips unknown ones. Section 1 has further attachments of each file: a byte, 0 for none,
/// else 1, followed by further texts, people, creators and locations (lists), whether the image was
/// rejected (byte), its date (a list, see [CaptureDate#texts]), its latitude and longitude (lists
/// of none or one number).
public final class FileListFormat {
  private static final int VERSION = -2;
  private static final long NO_CHANGE_TIME = Long.MIN_VALUE;
  private static final int NO_RATING = -1;

  /// Initial buffer size: a record with a path of usual length. A run encodes one for every file.
  private static final int USUAL_BYTES = 256;
  private static final int MORE_BESIDE = 1;

  private FileListFormat() {}

  /// Encodes the files of one document.
  public static BytesRef encode(List<IndexedFile> files) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES * files.size());
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(files.size());
      for (IndexedFile file : files) {
        out.writeUTF(StoredPath.text(file.path()));
        out.writeUTF(file.fileKey());
        out.writeLong(file.bytes());
        out.writeLong(file.modifiedMillis());
        out.writeLong(file.changeTimeMillis().orElse(NO_CHANGE_TIME));
        out.writeInt(file.metadataVersion());
        writeAttachments(file.attachments(), out);
      }
      if (files.stream().anyMatch(file -> hasMore(file.attachments()))) {
        writeSection(MORE_BESIDE, moreBeside(files), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a path longer than 65,535 bytes", e);
    }
    return new BytesRef(bytes.toByteArray());
  }

  private static void writeAttachments(Attachments attachments, DataOutputStream out)
      throws IOException {
    boolean something = !attachments.equals(Attachments.NOTHING);
    out.writeBoolean(something);
    if (!something) {
      return;
    }
    Annotations annotations = attachments.annotations();
    writeText(attachments.stamp(), out);
    out.writeBoolean(attachments.annotationsIgnored());
    writeTexts(annotations.title().stream().toList(), out);
    writeTexts(annotations.description().stream().toList(), out);
    writeTexts(annotations.captions(), out);
    writeTexts(annotations.keywords(), out);
    writeTexts(attachments.companions().stream().map(StoredPath::text).toList(), out);
    out.writeByte(annotations.stars().orElse(NO_RATING));
  }

  private static void writeSection(int number, byte[] body, DataOutputStream out)
      throws IOException {
    out.writeByte(number);
    out.writeInt(body.length);
    out.write(body);
  }

  private static boolean hasMore(Attachments attachments) {
    return attachments.taken().isPresent()
        || attachments.place().isPresent()
        || attachments.annotations().rejected()
        || !attachments.annotations().further().equals(Annotations.Further.NONE);
  }

  private static byte[] moreBeside(List<IndexedFile> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (IndexedFile file : files) {
        Attachments attachments = file.attachments();
        out.writeBoolean(hasMore(attachments));
        if (hasMore(attachments)) {
          writeFurther(attachments.annotations().further(), out);
          out.writeBoolean(attachments.annotations().rejected());
          writeTexts(CaptureDate.texts(attachments.taken()), out);
          writeTexts(
              attachments.place().stream()
                  .flatMap(it -> Stream.of(it.latitude(), it.longitude()))
                  .map(Object::toString)
                  .toList(),
              out);
        }
      }
    }
    return bytes.toByteArray();
  }

  static void writeFurther(Annotations.Further further, DataOutputStream out) throws IOException {
    writeTexts(further.texts(), out);
    writeTexts(further.people(), out);
    writeTexts(further.creators(), out);
    writeTexts(further.locations(), out);
  }

  static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// Decodes what [#encode] gave, or what an older version gave.
  ///
  /// @throws IOException if the bytes are not a file list
  public static List<IndexedFile> decode(BytesRef value) throws IOException {
    try (var in =
        new DataInputStream(new ByteArrayInputStream(value.bytes, value.offset, value.length))) {
      int first = in.readInt();
      if (first < VERSION || first == -1) {
        throw new IOException("a list of files of a newer version");
      }
      boolean firstVersion = first >= 0;
      int count = firstVersion ? first : in.readInt();
      var files = new ArrayList<IndexedFile>();
      for (int i = 0; i < count; i++) {
        files.add(readFile(in, firstVersion));
      }
      readSections(in, files);
      return List.copyOf(files);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("a list of files that cannot be understood", e);
    }
  }

  private static IndexedFile readFile(DataInputStream in, boolean firstVersion) throws IOException {
    var path = StoredPath.read(in.readUTF());
    String key = in.readUTF();
    long bytes = in.readLong();
    long modified = in.readLong();
    long changed = firstVersion ? NO_CHANGE_TIME : in.readLong();
    int metadataVersion = firstVersion ? 0 : in.readInt();
    return new IndexedFile(
        path,
        bytes,
        modified,
        key,
        readBeside(in),
        changed == NO_CHANGE_TIME ? OptionalLong.empty() : OptionalLong.of(changed),
        metadataVersion);
  }

  private static Attachments readBeside(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Attachments.NOTHING;
    }
    String stamp = readText(in);
    boolean ignored = in.readBoolean();
    Optional<String> title = readTexts(in).stream().findFirst();
    Optional<String> description = readTexts(in).stream().findFirst();
    List<String> captions = readTexts(in);
    List<String> keywords = readTexts(in);
    List<Path> companions = readTexts(in).stream().map(StoredPath::read).toList();
    int rating = in.readByte();
    var annotations =
        new Annotations(
            title,
            description,
            captions,
            keywords,
            rating == NO_RATING ? OptionalInt.empty() : OptionalInt.of(rating));
    return new Attachments(stamp, annotations, companions, ignored);
  }

  private static void readSections(DataInputStream in, List<IndexedFile> files) throws IOException {
    while (in.available() > 0) {
      int number = in.readByte();
      int length = in.readInt();
      if (length < 0 || length > in.available()) {
        throw new IOException("a section longer than what is there");
      }
      var body = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
      if (number == MORE_BESIDE) {
        for (int i = 0; i < files.size(); i++) {
          IndexedFile file = files.get(i);
          files.set(i, file.with(withMore(file.attachments(), body)));
        }
      }
    }
  }

  private static Attachments withMore(Attachments attachments, DataInputStream in)
      throws IOException {
    if (!in.readBoolean()) {
      return attachments;
    }
    Annotations annotations = attachments.annotations().with(readFurther(in));
    if (in.readBoolean()) {
      annotations = annotations.asRejected();
    }
    Optional<CaptureDate> taken = CaptureDate.ofTexts(readTexts(in));
    List<Double> place = readTexts(in).stream().map(Double::valueOf).toList();
    return attachments
        .withAnnotations(annotations)
        .withFacts(
            taken,
            place.size() == 2
                ? Optional.of(new ImageMetadata.Place(place.getFirst(), place.getLast()))
                : Optional.empty());
  }

  static Annotations.Further readFurther(DataInputStream in) throws IOException {
    return new Annotations.Further(readTexts(in), readTexts(in), readTexts(in), readTexts(in));
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text longer than what is there");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
