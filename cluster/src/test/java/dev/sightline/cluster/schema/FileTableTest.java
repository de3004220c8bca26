package dev.sightline.cluster.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.IndexedFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileTableTest {
  private static final IndexedFile FILE =
      new IndexedFile(Path.of("/photos/a.jpg"), 10, 1_000, "(dev=1,ino=2)");

  private final FileTable table = new FileTable();

  @Test
  void a_file_is_known_while_nothing_about_it_has_changed() {
    table.add(FILE);

    assertThat(table.see(FILE)).isTrue();
    assertThat(table.see(new IndexedFile(FILE.path(), 11, 1_000, FILE.fileKey()))).isFalse();
    assertThat(table.see(new IndexedFile(FILE.path(), 10, 1_001, FILE.fileKey()))).isFalse();
    assertThat(table.see(new IndexedFile(FILE.path(), 10, 1_000, "(dev=1,ino=3)"))).isFalse();
    assertThat(table.see(FILE.withMetadataVersion(1))).isFalse();
    assertThat(
            table.see(
                new IndexedFile(
                    FILE.path(),
                    10,
                    1_000,
                    FILE.fileKey(),
                    Attachments.NOTHING,
                    OptionalLong.of(5),
                    0)))
        .isFalse();
    assertThat(table.see(FILE.with(new Attachments("a.xmp", Annotations.NONE, List.of(), false))))
        .isFalse();
    assertThat(table.see(new IndexedFile(Path.of("/photos/b.jpg"), 10, 1_000, FILE.fileKey())))
        .isFalse();
  }

  @Test
  void what_was_not_seen_is_told_whether_it_has_changed_or_not() {
    table.add(FILE);
    assertThat(table.hasUnseen()).isTrue();
    assertThat(table.isUnseen(FILE.path())).isTrue();

    assertThat(table.see(new IndexedFile(FILE.path(), 11, 1_000, ""))).isFalse();
    assertThat(table.isUnseen(FILE.path())).isTrue();
    assertThat(table.see(FILE.path())).isTrue();

    assertThat(table.isUnseen(FILE.path())).isFalse();
    assertThat(table.hasUnseen()).isFalse();
    assertThat(table.isUnseen(Path.of("/photos/never-known.jpg"))).isFalse();
  }

  @Test
  void it_agrees_with_a_map_of_everything() {
    long seed = Long.getLong("sightline.seed", System.nanoTime());
    System.out.println("FileTableTest: -Dsightline.seed=" + seed);
    var random = new Random(seed);
    Map<Path, IndexedFile> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Path path = Path.of("/photos/" + random.nextInt(15_000) + ".jpg");
      var file = new IndexedFile(path, random.nextInt(3), random.nextInt(3), "");
      expected.put(path, file);
      table.add(file);
    }
    var seen = new HashSet<Path>();
    for (int i = 0; i < 10_000; i++) {
      Path path = Path.of("/photos/" + random.nextInt(20_000) + ".jpg");
      var file = new IndexedFile(path, random.nextInt(3), random.nextInt(3), "");
      boolean same = file.equals(expected.get(path));
      assertThat(table.see(file)).as("%s", file).isEqualTo(same);
      if (same) {
        seen.add(path);
      }
    }

    for (Path path : expected.keySet()) {
      assertThat(table.isUnseen(path)).as("%s", path).isEqualTo(!seen.contains(path));
    }
    expected.keySet().forEach(table::see);
    assertThat(table.hasUnseen()).isFalse();
  }
}
