package dev.sightline.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenClipCleaningTest {
  @Test
  void a_merge_list_gives_the_original_ids_of_99_percent_of_the_golden_sentences()
      throws Exception {
    var json = new ObjectMapper();
    List<String> lines = Files.readAllLines(Project.goldens("tokenizer.tsv"));
    var wrong = new ArrayList<String>();
    try (var model = ClipModel.open(Project.modelFixture("openclip-256"), ModelOptions.DEFAULT);
        var tokenizer = model.tokenizer()) {
      for (String line : lines.subList(1, lines.size())) {
        String[] columns = line.split("\t", -1);
        String original = columns[2].isEmpty() ? columns[1] : columns[2];
        int[] ids = tokenizer.encode(json.readValue(columns[0], String.class));
        if (!Arrays.equals(ids, numbers(original))) {
          wrong.add(columns[0]);
        }
      }
    }

    assertThat(lines).hasSize(3001);
    assertThat(wrong).hasSizeLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          salt &amp; pepper          | salt & pepper
          fish &amp;amp;lt;3 chips   | fish <3 chips
          <b> &amp;lt;               | <b> <
          caf&eacute; caf&eacute     | café café
          &notit; &notin;            | ¬it; ∉
          &#233; &#xE9; &#150; &#0;  | é é – \ufffd
          R&D &nosuchname; &         | r&d &nosuchname; &
          it’s “nice” ʼn             | it's "nice" 'n
          ﬁnd ﬂour ŉ                 | find flour 'n
          Ｆｕｌｌｗｉｄｔｈ ｶ           | fullwidth カ
          cafÃ© itâ€™s Â©            | café it's ©
          CAFÉ” IRMÃ”                | café" irmã"
          CAF&EACUTE; &NBSP;x        | café x
          ΟΔΟΣ İstanbul              | οδος i̇stanbul
          """)
  void repairs_what_open_clip_repairs(String sentence, String cleaned) {
    assertThat(OpenClipCleaning.clean(sentence)).isEqualTo(cleaned);
  }

  @Test
  void white_space_of_every_kind_becomes_one_space() {
    assertThat(OpenClipCleaning.clean(" \t a\u00a0\u3000 \r\n b\u2028c ")).isEqualTo("a b c");
  }

  @Test
  void letters_of_windows_that_were_passed_as_latin_1_are_read_as_meant() {
    assertThat(OpenClipCleaning.clean("a\u0085 \u0093b\u0094")).isEqualTo("a… \"b\"");
  }

  @Test
  void what_draws_nothing_is_left_out() {
    assertThat(OpenClipCleaning.clean("\u001b[31mre\u0000d\u001b[0m\ufeff")).isEqualTo("red");
  }

  @Test
  void half_of_a_surrogate_pair_is_the_replacement_character() {
    assertThat(OpenClipCleaning.clean("a\ud800")).isEqualTo("a\ufffd");
  }

  private static int[] numbers(String column) {
    return Arrays.stream(column.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
