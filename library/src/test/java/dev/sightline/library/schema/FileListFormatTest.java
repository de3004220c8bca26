package dev.sightline.library.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

/// How file records are written, and that those of earlier versions can be read.
class FileListFormatTest {
  private static final IndexedFile NEW =
      new IndexedFile(
          Path.of("/p/a.jpg").toAbsolutePath(),
          10,
          20,
          "(dev=1,ino=2)",
          Attachments.NOTHING,
          OptionalLong.of(30),
          4);

  @Test
  void a_record_comes_back_as_it_was() throws IOException {
    IndexedFile without =
        new IndexedFile(NEW.path().resolveSibling("b.jpg"), 1, 2, "", Attachments.NOTHING);

    assertThat(FileListFormat.decode(FileListFormat.encode(List.of(NEW, without))))
        .containsExactly(NEW, without);
  }

  @Test
  void a_record_of_the_first_version_has_neither_change_time_nor_metadata_version()
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(1);
      out.writeUTF(StoredPath.text(NEW.path()));
      out.writeUTF(NEW.fileKey());
      out.writeLong(NEW.bytes());
      out.writeLong(NEW.modifiedMillis());
      out.writeBoolean(false);
    }

    IndexedFile old = FileListFormat.decode(new BytesRef(bytes.toByteArray())).getFirst();

    assertThat(old).isEqualTo(new IndexedFile(NEW.path(), 10, 20, "(dev=1,ino=2)"));
    assertThat(old.changeTimeMillis()).isEmpty();
    assertThat(old.metadataVersion()).isZero();
    assertThat(old.hasStampOf(NEW)).isTrue();
  }

  @Test
  void a_list_of_a_newer_version_is_refused() {
    assertThatThrownBy(() -> FileListFormat.decode(new BytesRef(new byte[] {-1, -1, -1, -9})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version");
  }
}
