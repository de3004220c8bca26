package dev.sightline.searcher.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.layout.LogitScale;
import dev.sightline.searcher.SampleLibrary;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.encoding.RandomLibrary;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class AssignedLabelsTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void all_labels_at_once_have_the_cosines_of_one_by_one(long seed) {
    var random = new Random(seed);
    var labels = new float[random.nextInt(1, 40)][];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = RandomLibrary.vector(random);
    }
    float[] image = RandomLibrary.vector(random);
    var cosines = new float[labels.length];

    new LabelMatrix(labels).cosines(image, cosines);

    for (int i = 0; i < labels.length; i++) {
      assertThat((double) cosines[i]).isCloseTo(Vectors.dot(labels[i], image), within(1e-5));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void the_quick_softmax_is_the_softmax_where_it_matters(long seed) {
    var random = new Random(seed);
    double scale = random.nextDouble(5, 100);
    var cosines = new float[random.nextInt(1, 600)];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = (float) random.nextDouble(-0.3, 0.6);
    }
    var quick = new float[cosines.length];

    new LabelRule(new LogitScale(scale, true)).probabilities(cosines, quick);

    double sum = 0;
    for (float cosine : cosines) {
      sum += Math.exp(scale * cosine);
    }
    for (int i = 0; i < cosines.length; i++) {
      double exact = Math.exp(scale * cosines[i]) / sum;
      assertThat((double) quick[i]).isCloseTo(exact, within(0.005 + 0.01 * exact));
    }
  }

  @Test
  void a_model_with_a_bias_judges_each_label_alone() {
    var probabilities = new float[2];

    new LabelRule(new LogitScale(10, true, OptionalDouble.of(-2)))
        .probabilities(new float[] {0.2f, 0.5f}, probabilities);

    assertThat(probabilities[0]).isCloseTo(0.5f, within(1e-6f));
    assertThat(probabilities[1]).isCloseTo((float) (1 / (1 + Math.exp(-3))), within(1e-6f));
  }

  @Test
  void labels_are_filters_and_facets_and_exclude_what_they_should() throws Exception {
    try (var library = new SampleLibrary(folder.resolve("library"))) {
      Searcher searcher = library.searcher();
      Facets facets = searcher.facets(SearchRequest.local("label:cat", 1), 5);
      List<String> cats = photos(searcher, "label:cat");
      int all = SampleLibrary.PHOTOS.size();

      assertThat(cats).containsExactly("animals/pets/cat-portrait.jpg");
      assertThat(photos(searcher, "label:CAT,elephant"))
          .containsExactlyInAnyOrder("animals/pets/cat-portrait.jpg", "stamps/elephant.jpg");
      assertThat(photos(searcher, "-label:cat")).hasSize(all - 1).doesNotContainAnyElementsOf(cats);
      assertThat(photos(searcher, "label:cat an animal min:0")).isEqualTo(cats);
      assertThat(searcher.labels().values())
          .anySatisfy(it -> assertThat(it.clause()).isEqualTo("label:cat"));
      assertThat(facets.facets())
          .anySatisfy(
              it -> {
                assertThat(it.name()).isEqualTo("label");
                assertThat(it.values()).extracting(Facets.Value::value).contains("cat");
              });
      assertThatThrownBy(() -> photos(searcher, "label:catt"))
          .isInstanceOf(QueryException.class)
          .hasMessageStartingWith("There is no label 'catt'. Did you mean 'cat'?");
    }
  }

  @Test
  void the_labels_of_a_later_commit_are_those_of_its_images() throws Exception {
    Path folderOfLibrary = folder.resolve("library");
    String cat = SampleLibrary.id("animals/pets/cat-portrait.jpg");
    try (var library = new SampleLibrary(folderOfLibrary);
        var reader = LibraryReader.open(folderOfLibrary)) {
      var searcher = Searcher.of(library.model(), new LuceneLibrary(reader), library.decoder());
      StoredVector stored = reader.stored(cat).orElseThrow();
      float[] elephant =
          reader.stored(SampleLibrary.id("stamps/elephant.jpg")).orElseThrow().vector();
      assertThat(photos(searcher, "label:cat")).hasSize(1);
      long before = searcher.answerToken();

      try (var writer = LibraryWriter.open(folderOfLibrary, reader.state().model())) {
        writer.put(stored.image(), elephant); // as if the file were another picture now
        writer.commit();
      }
      reader.refresh();

      assertThat(searcher.answerToken()).isNotEqualTo(before);
      assertThat(photos(searcher, "label:cat")).isEmpty();
      assertThat(photos(searcher, "label:elephant")).hasSize(2);
    }
  }

  private static List<String> photos(Searcher searcher, String query) {
    return SampleLibrary.photos(searcher.search(SearchRequest.local(query, 100)));
  }
}
