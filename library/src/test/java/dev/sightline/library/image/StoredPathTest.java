package dev.sightline.library.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths of another system are shown, compared, written back and re-rooted as text.
class StoredPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/home/me/a.jpg", "C:\\Photos\\a b.jpg", "\\\\nas\\photos\\a.jpg", "d:/x"})
  void a_path_of_any_system_is_written_as_it_was_read(String text) {
    assertThat(StoredPath.text(StoredPath.read(text))).isEqualTo(text);
    assertThat(StoredPath.isAbsolute(StoredPath.read(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "C:a.jpg", "photos/C:\\a.jpg", ""})
  void what_does_not_lead_from_the_top_is_not_absolute(String text) {
    assertThat(StoredPath.isAbsolute(Path.of(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/home/me/what?<1>.jpg", "/a\\b/c:d|e*\".jpg", "/plain/\u00e4.jpg", "/"})
  void windows_keeps_what_linux_calls_a_file(String linux) {
    String windows = StoredPath.toWindows(linux);

    assertThat(windows).doesNotContainPattern("[<>:\"|?*/]");
    assertThat(StoredPath.fromWindows(windows)).isEqualTo(linux);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b/c.jpg, /a/b, true",
    "/a/b, /a/b, true",
    "/a/bc.jpg, /a/b, false",
    "C:\\Photos\\a.jpg, C:\\Photos, true",
    "C:\\Photos\\a.jpg, c:\\photos\\, true",
    "C:\\Photos2\\a.jpg, C:\\Photos, false",
    "C:\\Photos\\a.jpg, C:\\, true",
    "\\\\nas\\photos\\a.jpg, \\\\nas\\photos, true",
    "C:\\Photos\\a.jpg, /, false",
    "/C:/a.jpg, C:\\, false"
  })
  void a_path_lies_under_a_folder_of_its_own_system(String path, String folder, boolean under) {
    assertThat(StoredPath.liesUnder(StoredPath.read(path), StoredPath.read(folder)))
        .isEqualTo(under);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b/c.jpg, /a, /x/y, /x/y/b/c.jpg",
    "/a/b.jpg, /, /x, /x/a/b.jpg",
    "/a/b.jpg, /a, /, /b.jpg",
    "C:\\Photos\\2020\\a b.jpg, C:\\Photos, /mnt/p, /mnt/p/2020/a b.jpg",
    "/mnt/p/2020/a.jpg, /mnt/p, D:\\New, D:\\New\\2020\\a.jpg",
    "C:\\a.jpg, C:\\, D:\\, D:\\a.jpg",
    "/a, /a, /b, /b"
  })
  void a_path_gets_a_new_beginning_in_the_new_systems_way(
      String path, String from, String to, String moved) {
    assertThat(StoredPath.moved(StoredPath.read(path), StoredPath.read(from), StoredPath.read(to)))
        .isEqualTo(StoredPath.read(moved));
  }

  @Test
  void a_library_of_windows_paths_is_read_here() {
    var file = new IndexedFile(StoredPath.read("C:\\Photos\\a.jpg"), 1, 2, "");

    assertThat(file.path()).hasToString("C:\\Photos\\a.jpg");
    assertThat(FileStamp.of(file.path())).isEmpty();
  }
}
