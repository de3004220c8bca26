package dev.sightline.searcher.ranking;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.searcher.encoding.QueryEncoder.EncodedQuery;
import dev.sightline.searcher.retrieval.RankedImage;
import dev.sightline.searcher.retrieval.Retriever;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads the images of a page of hits from the library and says of each why it is there. An image
/// that has just been removed is left out.
public final class HitReader {
  private final Retriever library;

  public HitReader(Retriever library) {
    this.library = library;
  }

  /// @param page hits of a question
  /// @param before how many hits come before the page
  public List<Answer.Hit> hits(List<RankedImage> page, int before, EncodedRequest question) {
    var match = new KeywordHit(question.words());
    return read(page, before, (rank, it, image) -> hit(rank, it, image, question, match));
  }

  /// @param page images without a meaning
  /// @param before how many hits come before the page
  public List<Answer.Hit> listed(List<RankedImage> page, int before) {
    return read(page, before, (rank, _, image) -> listed(rank, image));
  }

  /// Makes a hit of a place in a ranking.
  @FunctionalInterface
  private interface Making {
    Answer.Hit hit(int rank, RankedImage ranked, IndexedImage image);
  }

  private List<Answer.Hit> read(List<RankedImage> page, int before, Making making) {
    var hits = new ArrayList<Answer.Hit>();
    Map<String, IndexedImage> images = library.images(page.stream().map(RankedImage::id).toList());
    int rank = before;
    for (RankedImage it : page) {
      rank++;
      Optional<IndexedImage> image = Optional.ofNullable(images.get(it.id()));
      if (image.isPresent()) {
        hits.add(making.hit(rank, it, image.get()));
      }
    }
    return List.copyOf(hits);
  }

  private static Answer.Hit listed(int rank, IndexedImage image) {
    return new Answer.Hit(
        rank,
        image,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        List.of());
  }

  private Answer.Hit hit(
      int rank, RankedImage ranked, IndexedImage image, EncodedRequest question, KeywordHit match) {
    EncodedQuery query = question.encoded();
    double confidence = query.confidence().of(ranked.cosine());
    boolean sure = ranked.worded() && confidence < HybridRanking.CONFIDENCE_OF_WORDS;
    return new Answer.Hit(
        rank,
        image,
        OptionalDouble.of(ranked.cosine()),
        OptionalDouble.of(sure ? HybridRanking.CONFIDENCE_OF_WORDS : confidence),
        textScore(ranked, query),
        ranked.worded() ? Optional.of(match.in(image)) : Optional.empty(),
        question.request().explained() ? contributions(ranked.id(), query) : List.of());
  }

  private OptionalDouble textScore(RankedImage ranked, EncodedQuery query) {
    Optional<float[]> words = query.words();
    if (words.isEmpty()) {
      return OptionalDouble.empty();
    }
    return words.get() == query.whole()
        ? OptionalDouble.of(ranked.cosine())
        : vector(ranked.id())
            .map(it -> Vectors.dot(words.get(), it))
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
  }

  private List<Answer.Contribution> contributions(String id, EncodedQuery query) {
    return vector(id).stream()
        .flatMap(
            vector ->
                query.parts().stream()
                    .map(it -> new Answer.Contribution(it.clause(), it.contributionTo(vector))))
        .toList();
  }

  private Optional<float[]> vector(String id) {
    return library.stored(id).map(StoredVector::vector);
  }
}
