package dev.sightline.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.lucene.util.BytesRef;

/// The doc value that holds where an image lies. A doc value and not stored fields, because a run
/// compares every file of the library with it and needs nothing else.
///
/// Big-endian: version (int, -2), count (int), then for each file: path and key (modified UTF-8
/// with a two-byte length), size (long), modification time in milliseconds (long), change time in
/// milliseconds (long, the least of all for none), metadata version (int), and what lies beside it:
/// one byte, 0 for nothing, else 1, followed by stamp (text), whether annotations are ignored
/// (byte), title, description (lists of at most one text), captions, keywords, companions (lists of
/// texts) and rating (byte, -1 for none). A text is its length in bytes (int) and UTF-8; a list is
/// its length (int) and its texts.
///
/// A list that begins with its count, which is no negative number, is of the first version: its
/// files have neither change time nor metadata version.
final class FileListFormat {
  private static final int VERSION = -2;
  private static final long NO_CHANGE_TIME = Long.MIN_VALUE;
  private static final int NO_RATING = -1;

  /// Of a record with a path of usual length: a run encodes one for every file.
  private static final int USUAL_BYTES = 256;

  private FileListFormat() {}

  static BytesRef encode(List<IndexedFile> files) {
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
        writeBeside(file.beside(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a path longer than 65,535 bytes", e);
    }
    return new BytesRef(bytes.toByteArray());
  }

  private static void writeBeside(Beside beside, DataOutputStream out) throws IOException {
    boolean something = !beside.equals(Beside.NOTHING);
    out.writeBoolean(something);
    if (!something) {
      return;
    }
    Annotations annotations = beside.annotations();
    writeText(beside.stamp(), out);
    out.writeBoolean(beside.annotationsIgnored());
    writeTexts(annotations.title().stream().toList(), out);
    writeTexts(annotations.description().stream().toList(), out);
    writeTexts(annotations.captions(), out);
    writeTexts(annotations.keywords(), out);
    writeTexts(beside.companions().stream().map(StoredPath::text).toList(), out);
    out.writeByte(annotations.rating().orElse(NO_RATING));
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

  static List<IndexedFile> decode(BytesRef value) throws IOException {
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
      return List.copyOf(files);
    } catch (IllegalArgumentException e) {
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

  private static Beside readBeside(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Beside.NOTHING;
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
    return new Beside(stamp, annotations, companions, ignored);
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
