package dev.sightline.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/// The doc value that holds where an image lies. A doc value and not stored fields, because a run
/// compares every file of the library with it and needs nothing else.
///
/// Big-endian: count (int), then for each file: path and key (modified UTF-8 with a two-byte
/// length), size (long), modification time in milliseconds (long).
final class FileListFormat {
  private FileListFormat() {}

  static BytesRef encode(List<IndexedFile> files) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (IndexedFile file : files) {
        out.writeUTF(StoredPath.text(file.path()));
        out.writeUTF(file.fileKey());
        out.writeLong(file.bytes());
        out.writeLong(file.modifiedMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a path longer than 65,535 bytes", e);
    }
    return new BytesRef(bytes.toByteArray());
  }

  static List<IndexedFile> decode(BytesRef value) throws IOException {
    try (var in =
        new DataInputStream(new ByteArrayInputStream(value.bytes, value.offset, value.length))) {
      int count = in.readInt();
      var files = new ArrayList<IndexedFile>();
      for (int i = 0; i < count; i++) {
        var path = StoredPath.read(in.readUTF());
        String key = in.readUTF();
        files.add(new IndexedFile(path, in.readLong(), in.readLong(), key));
      }
      return List.copyOf(files);
    } catch (IllegalArgumentException e) {
      throw new IOException("a list of files that cannot be understood", e);
    }
  }
}
