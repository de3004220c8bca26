package dev.sightline.searcher.labels;

import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.query.ImageSet;
import dev.sightline.searcher.retrieval.Retriever;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the images of one commit are tagged with. Safe for concurrent use once it is made.
public final class AssignedLabels {
  private final Map<String, ImageSet> imagesOf;
  private final Map<String, List<String>> tagsOf;

  private AssignedLabels(Map<String, ImageSet> imagesOf, Map<String, List<String>> tagsOf) {
    this.imagesOf = imagesOf;
    this.tagsOf = tagsOf;
  }

  /// Looks at every image.
  ///
  /// @param sets each already holds the labels that stand for everything else
  static AssignedLabels of(Retriever library, List<TagSet> sets, LabelRule rule) {
    var imagesOf = new HashMap<String, List<String>>();
    var tagsOf = new HashMap<String, List<String>>();
    for (TagSet set : sets) {
      for (String label : set.names()) {
        imagesOf.putIfAbsent(FilterFields.folded(label), new ArrayList<>());
      }
      library.forEachVector(
          (ids, vectors) -> {
            List<List<String>> tags =
                IntStream.range(0, ids.size())
                    .parallel()
                    .mapToObj(i -> set.tags(vectors.get(i), rule))
                    .toList();
            for (int i = 0; i < ids.size(); i++) {
              for (String tag : tags.get(i)) {
                List<String> known = tagsOf.computeIfAbsent(ids.get(i), _ -> new ArrayList<>(4));
                if (known.stream().noneMatch(it -> it.equalsIgnoreCase(tag))) {
                  known.add(tag);
                  imagesOf
                      .computeIfAbsent(FilterFields.folded(tag), _ -> new ArrayList<>())
                      .add(ids.get(i));
                }
              }
            }
          });
    }
    var images = new HashMap<String, ImageSet>();
    imagesOf.forEach((label, ids) -> images.put(label, new ImageSet(ids)));
    return new AssignedLabels(images, tagsOf);
  }

  /// The images of a label, small and large letters alike; empty when no set has it.
  Optional<ImageSet> imagesOf(String label) {
    return Optional.ofNullable(imagesOf.get(FilterFields.folded(label)));
  }

  /// How often each label occurs among some images.
  Map<String, Long> counts(Collection<String> ids) {
    var counts = new HashMap<String, Long>();
    for (String id : ids) {
      for (String tag : tagsOf.getOrDefault(id, List.of())) {
        counts.merge(tag, 1L, Long::sum);
      }
    }
    return counts;
  }

  /// One label set, ready to be compared with images.
  static final class TagSet {
    private final List<String> names;
    private final LabelMatrix matrix;

    /// @param names of the tags
    /// @param embeddings of the tags, then of what only stands for everything else
    TagSet(List<String> names, float[][] embeddings) {
      this.names = List.copyOf(names);
      this.matrix = new LabelMatrix(embeddings);
    }

    List<String> names() {
      return names;
    }

    /// The names of the labels that an image has.
    List<String> tags(float[] image, LabelRule rule) {
      var cosines = new float[matrix.labels()];
      var probabilities = new float[matrix.labels()];
      matrix.cosines(image, cosines);
      rule.probabilities(cosines, probabilities);
      var tags = new ArrayList<String>(3);
      for (int i = 0; i < names.size(); i++) {
        if (probabilities[i] >= LabelRule.LEAST) {
          tags.add(names.get(i));
        }
      }
      return tags;
    }
  }
}
