package dev.sightline.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.models.ModelFolders;
import dev.sightline.models.cache.ModelCache;
import dev.sightline.models.layout.ModelLayout;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.tokenizer.TokenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A graph is loaded from a copy that ONNX Runtime has optimized, and gives what it gave.
class OptimizedGraphTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String OTHER_HASH = "fedcba9876543210".repeat(4);

  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Path graph = Path.of("");

  @BeforeEach
  void aModel() throws IOException {
    folder = ModelFolders.copy("hf-clip", temporary.resolve("model"));
    graph = ModelLayout.read(folder, Variant.FP32).text().graph();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_copy_gives_what_the_graph_gives(boolean prepacked) throws IOException {
    var options = new ModelOptions(Variant.FP32, Device.CPU, 1, prepacked);
    float[] expected = encoded(OnnxGraph.load(graph, options, GraphRole.TEXT));

    for (int turn = 0; turn < 2; turn++) { // made, then found
      float[] found = encoded(load(HASH, options).orElseThrow());
      assertThat(found).containsExactly(expected, within(1e-5f));
    }
    assertThat(copies()).hasSize(1);
  }

  @Test
  void a_copy_of_a_graph_that_was_replaced_goes() throws IOException {
    load(HASH, ModelOptions.DEFAULT).orElseThrow().close();
    Path first = copies().getFirst();

    load(OTHER_HASH, ModelOptions.DEFAULT).orElseThrow().close();

    assertThat(copies()).hasSize(1).doesNotContain(first);
  }

  @Test
  void a_copy_that_is_cut_short_is_not_used_and_made_again() throws IOException {
    load(HASH, ModelOptions.DEFAULT).orElseThrow().close();
    Path copy = copies().getFirst().resolve("graph.onnx");
    Files.write(copy, new byte[] {1, 2, 3});

    assertThat(load(HASH, ModelOptions.DEFAULT)).isEmpty();
    load(HASH, ModelOptions.DEFAULT).orElseThrow().close();
    assertThat(Files.size(copy)).isGreaterThan(3);
  }

  @Test
  void a_graph_that_is_broken_has_no_copy_and_leaves_nothing() throws IOException {
    Files.write(graph, new byte[] {1, 2, 3});

    assertThat(load(HASH, ModelOptions.DEFAULT)).isEmpty();
    assertThat(copies()).isEmpty();
  }

  @Test
  void a_cache_that_cannot_be_made_costs_only_time() throws IOException {
    Files.writeString(folder.resolve(".sightline"), "a file where a folder should be");

    assertThat(load(HASH, ModelOptions.DEFAULT)).isEmpty();
  }

  private Optional<OnnxGraph> load(String hash, ModelOptions options) {
    return OptimizedGraph.load(graph, hash, new ModelCache(folder), options, GraphRole.TEXT);
  }

  private static float[] encoded(OnnxGraph graph) throws IOException {
    var ids = TokenRows.of(List.of(new int[] {1, 2, 3, 4, 5}), 5, 0);
    try (graph;
        var tensor = ids.ids(graph.environment(), graph.inputType())) {
      return graph.run(tensor, 1)[0];
    } catch (ai.onnxruntime.OrtException e) {
      throw new IOException(e);
    }
  }

  private List<Path> copies() throws IOException {
    Path cache = folder.resolve(".sightline");
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(cache)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }
}
