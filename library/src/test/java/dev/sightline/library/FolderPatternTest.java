package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPatternTest {
  private static boolean finds(String folder, String path) {
    var automaton =
        Operations.determinize(
            new RegExp(FolderPattern.below(folder)).toAutomaton(),
            Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
    return new CharacterRunAutomaton(automaton).run(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Málaga",
        "Genève",
        "L'été 2019",
        "Ångström",
        "İstanbul",
        "Straße",
        "写真",
        "がぎぐ",
        "Ωmega",
        "quote\"q",
        "back\\slash",
        "[brackets] {x}",
        "a#b",
        "100% fun",
        "🏖️ beach",
        "x:y",
        "com,ma",
        "*star?",
        "$HOME",
        "`tick`",
        "~tilde",
        "a+b|c&d@e<f>g^h",
        "né",
        "Tiếng Việt"
      })
  void a_folder_is_found_however_it_is_spelled(String name) {
    for (var stored : Normalizer.Form.values()) {
      if (stored == Normalizer.Form.NFKC || stored == Normalizer.Form.NFKD) {
        continue; // no system writes names in these
      }
      String path = "/photos/" + Normalizer.normalize(name, stored) + "/a.jpg";
      for (var asked : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
        String folder = "/photos/" + Normalizer.normalize(name, asked);
        assertThat(finds(folder, path)).as("%s stored %s, asked %s", name, stored, asked).isTrue();
        assertThat(finds(folder.toLowerCase(java.util.Locale.ROOT), path)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/photos/malaga, /photos/Málaga/a.jpg, true",
    "/photos/MALAGA, /photos/Ma\u0301laga/a.jpg, true",
    "/photos/strasse, /photos/Straße/a.jpg, true",
    "/photos/a.b, /photos/axb/a.jpg, false",
    "/photos/2020, /photos/2020b/a.jpg, false",
    "/photos/2020, /photos/2020, false",
    "/photos/2020/holiday, /photos/2020/Holiday/x/y.jpg, true",
    "/photos/holiday, /photos/2020/holiday/y.jpg, false",
    "C:/Photos, C:\\Photos\\a.jpg, true"
  })
  void only_what_lies_below_the_folder_is_found(String folder, String path, boolean found) {
    assertThat(finds(folder, path)).isEqualTo(found);
  }

  @Test
  void a_filter_names_a_folder_below_each_root_or_an_absolute_one() {
    var roots =
        List.of(
            new LibraryRoot(Path.of("/a"), List.of()), new LibraryRoot(Path.of("/b"), List.of()));

    assertThat(FolderPattern.ofFilter("2020/", roots)).hasSize(2);
    assertThat(FolderPattern.ofFilter("/b/2020", roots)).hasSize(3);
  }
}
