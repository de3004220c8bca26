package dev.sightline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderListingTest {
  @TempDir private Path temporary;

  private Path file(String name) throws IOException {
    Path file = temporary.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  /// What the executors list, as paths below the folder.
  private List<String> listed(String... excludes) throws IOException {
    Path root = temporary.toRealPath();
    var hadoop = new SerializableConfiguration(Jobs.spark().sparkContext().hadoopConfiguration());
    return new ImageTable(Jobs.spark(), hadoop)
            .of(new ImageInput.Folders(List.of(root.toString()), List.of(excludes)))
            .collectAsList()
            .stream()
            .map((Row it) -> root.relativize(Path.of(it.<String>getAs(ImageRow.PATH))).toString())
            .sorted()
            .toList();
  }

  @Test
  void pictures_are_listed_by_the_rules_of_an_index_run() throws Exception {
    file("a.jpg");
    file("b/B.JPEG");
    file("b/c/deep.heic");
    file("b/notes.txt");
    file(".hidden/a.jpg");
    file("b/.hidden.jpg");
    file("@eaDir/a.jpg");
    Files.createSymbolicLink(temporary.resolve("b/loop"), temporary);

    assertThat(listed()).containsExactly("a.jpg", "b/B.JPEG", "b/c/deep.heic");
    assertThat(listed("c")).containsExactly("a.jpg", "b/B.JPEG");
    assertThat(listed("b/*.JPEG", "a.jpg")).containsExactly("b/c/deep.heic");
  }

  @Test
  void many_folders_are_listed_by_many_and_none_is_lost() throws Exception {
    for (int i = 0; i < 300; i++) {
      file("%d/%d/%d.jpg".formatted(i % 90, i % 7, i));
    }

    assertThat(listed()).hasSize(300).doesNotHaveDuplicates();
    assertThat(listed("3")).hasSize(300 - withName("3")).noneMatch(it -> it.contains("/3/"));
  }

  private static int withName(String name) {
    int found = 0;
    for (int i = 0; i < 300; i++) {
      if (Integer.toString(i % 90).equals(name) || Integer.toString(i % 7).equals(name)) {
        found++;
      }
    }
    return found;
  }

  @Test
  void files_of_this_machine_go_by_their_own_path_and_others_by_where_they_are() {
    assertThat(HadoopFiles.pathOf(new org.apache.hadoop.fs.Path("file:/a/b c.jpg")))
        .isEqualTo("/a/b c.jpg");
    assertThat(HadoopFiles.pathOf(new org.apache.hadoop.fs.Path("hdfs://nn:8020/a/b.jpg")))
        .isEqualTo("/hdfs/nn:8020/a/b.jpg");
    assertThat(HadoopFiles.pathOf("s3a://bucket/a.jpg")).isEqualTo("/s3a/bucket/a.jpg");
    assertThat(HadoopFiles.pathOf("a.jpg")).isEqualTo("/a.jpg");
    assertThat(HadoopFiles.pathOf("/x/a:b.jpg")).isEqualTo("/x/a:b.jpg");
  }
}
