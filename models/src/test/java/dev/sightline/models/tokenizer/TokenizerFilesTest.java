package dev.sightline.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.ClipModel;
import dev.sightline.models.ModelFolders;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokenizers of other kinds than `tokenizer.json` of CLIP, and what is said of those that cannot
/// be read.
class TokenizerFilesTest {
  @TempDir private Path temporary;

  @Test
  void a_sentence_piece_sentence_that_is_too_long_is_cut_to_the_context() {
    try (var model = open(Project.modelFixture("siglip"));
        var tokenizer = model.tokenizer()) {
      assertThat(tokenizer.encode("dog ".repeat(500))).hasSize(64).endsWith(1);
      assertThat(tokenizer.padId()).isEqualTo(1);
    }
  }

  @Test
  void loading_the_tokenizer_library_leaves_it_offline() {
    try (var model = open(Project.modelFixture("siglip"));
        var tokenizer = model.tokenizer()) {
      assertThat(tokenizer.encode("a dog")).isNotEmpty();
      assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
      assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    }
  }

  @Test
  void a_merge_list_gives_the_table_of_the_published_tokenizer() throws IOException {
    Path merges =
        Project.modelFixture("openclip-256").resolve("tokenizer/bpe_simple_vocab_16e6.txt.gz");
    Path published = Project.bundledModel().resolve("tokenizer.json");

    assertThat(MergeList.read(merges).toBytes()).isEqualTo(TokenizerJson.read(published).toBytes());
  }

  @Test
  void a_siglip_tokenizer_of_an_unknown_kind_is_refused() throws IOException {
    Path folder = ModelFolders.copy("siglip", temporary.resolve("model"));
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{\"added_tokens\": [], \"model\": {\"type\": \"WordPiece\"}}");

    assertRefused(
        folder,
        "Model file %s has model.type = WordPiece, expected Unigram or BPE.".formatted(file));
  }

  @Test
  void a_siglip_tokenizer_without_its_filling_is_refused() throws IOException {
    Path folder = ModelFolders.copy("siglip", temporary.resolve("model"));
    Path file = folder.resolve("tokenizer_config.json");
    ModelFolders.replace(file, "\"pad_token\": \"</s>\"", "\"pad_token\": \"<fill>\"");

    assertRefused(
        folder,
        "Model file %s has pad_token = <fill>, expected one of [</s>, <pad>, <unk>]."
            .formatted(file));
  }

  @Test
  void a_clip_tokenizer_with_a_filling_nobody_knows_is_refused() throws IOException {
    Path folder = ModelFolders.copy("immich-clip", temporary.resolve("model"));
    Path file = folder.resolve("textual/tokenizer_config.json");
    ModelFolders.replace(file, "\"pad_token\": \"!\"", "\"pad_token\": \"[PAD]\"");

    assertRefused(
        folder,
        """
        Model file %s has pad_token = [PAD], \
        expected <|endoftext|> or one printable ASCII letter.\
        """
            .formatted(file));
  }

  @Test
  void a_merge_list_that_is_cut_short_is_refused() throws IOException {
    Path folder = ModelFolders.copy("openclip-256", temporary.resolve("model"));
    Path file = folder.resolve("tokenizer/bpe_simple_vocab_16e6.txt.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 1000));

    assertRefused(
        folder,
        """
        Model file %s cannot be used: it is no gzipped merge list. The file may be cut short or \
        damaged; copy it again from where the model came from.\
        """
            .formatted(file));
  }

  @Test
  void a_merge_list_out_of_order_is_refused() throws IOException {
    Path folder = ModelFolders.copy("openclip-256", temporary.resolve("model"));
    Path file = folder.resolve("tokenizer/bpe_simple_vocab_16e6.txt.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("heading\ni n\nthe re</w>\n".getBytes(StandardCharsets.UTF_8));
    }

    assertRefused(
        folder,
        """
        Model file %s has merge = token 'the' before it is made, expected tokens of earlier lines.\
        """
            .formatted(file));
  }

  private static void assertRefused(Path folder, String message) {
    try (var model = open(folder)) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(message);
    }
  }

  private static ClipModel open(Path folder) {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }
}
