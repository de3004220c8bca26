package dev.sightline.searcher.encoding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.base.vectors.Vectors;
import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.StoredVector;
import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.LogitScale;
import dev.sightline.searcher.confidence.Confidence;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.query.QueryPrinter;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.CacheUse;
import dev.sightline.searcher.retrieval.Retriever;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns a query into one unit vector: the weighted sum of the unit vectors of its sentences and
/// images, normalized again. A minus has a negative weight. Multiplying all weights by one factor
/// changes nothing. Beside a picture, a sentence that is wanted counts three times its weight:
/// cosines of sentences with photos spread half as wide as those of pictures, so that the picture
/// would drown it. Decision 0019 has what was measured, also against fusing separate retrievals.
///
/// Sentences are remembered, because people change one word or one filter at a time.
public final class QueryEncoder {
  private static final int SENTENCES_KEPT = 10_000;

  /// How much a wanted sentence counts beside a picture.
  private static final double BESIDE_A_PICTURE = 3;

  private final ClipModel model;
  private final Retriever library;
  private final ImageDecoder decoder;
  private final Cache<String, float[]> sentences =
      Caffeine.newBuilder()
          .initialCapacity(SENTENCES_KEPT) // encoding locks its bin: few sentences share one
          .maximumSize(SENTENCES_KEPT)
          .recordStats()
          .build();
  private final SentenceBatches batches;

  public QueryEncoder(ClipModel model, Retriever library, ImageDecoder decoder) {
    this.model = model;
    this.library = library;
    this.decoder = decoder;
    this.batches = new SentenceBatches(together -> model.textEncoder().encode(together));
  }

  /// One clause of a query and its share in the query's vector.
  public static final class Part {
    private final String clause;
    private final float[] unit;
    private final double share;

    /// @param clause as it is written
    /// @param unit its unit vector; kept
    /// @param share its weight over the length of the weighted sum, so that the cosines of all
    ///     parts times their shares add up to the query's
    Part(String clause, float[] unit, double share) {
      this.clause = clause;
      this.unit = unit;
      this.share = share;
    }

    public String clause() {
      return clause;
    }

    /// What this clause adds to the cosine of an image.
    public double contributionTo(float[] image) {
      return share * Vectors.dot(unit, image);
    }
  }

  /// A query as vectors.
  public static final class EncodedQuery {
    private final float[] whole;
    private final Optional<float[]> words;
    private final Confidence confidence;
    private final List<Part> parts;

    EncodedQuery(float[] whole, Optional<float[]> words, Confidence confidence, List<Part> parts) {
      this.whole = whole;
      this.words = words;
      this.confidence = confidence;
      this.parts = List.copyOf(parts);
    }

    /// Its clauses with a direction, in order.
    public List<Part> parts() {
      return parts;
    }

    /// The unit vector that neighbours are looked for around.
    public float[] whole() {
      return whole;
    }

    /// The unit vector of the query's words alone, if it has any; the very array of [#whole] when
    /// it has nothing else.
    public Optional<float[]> words() {
      return words;
    }

    /// What turns its cosines into confidences.
    public Confidence confidence() {
      return confidence;
    }

    /// The same query with other confidences.
    public EncodedQuery with(Confidence other) {
      return new EncodedQuery(whole, words, other, parts);
    }
  }

  /// Encodes everything that has a direction.
  ///
  /// @param request has at least one meaning or picture
  /// @throws QueryException if something it names cannot be found, read or combined
  public EncodedQuery encode(SearchRequest request) {
    var words = new VectorSum();
    var pictures = new VectorSum();
    var units = new ArrayList<Weighted>();
    boolean pictured = isPictured(request);
    for (Query.Meaning meaning : request.query().meanings()) {
      float[] unit =
          switch (meaning) {
            case Query.Text(var sentence, _) -> embeddingOf(sentence);
            case Query.Like(var target, _) -> embeddingOf(target, request.files());
          };
      boolean text = meaning instanceof Query.Text;
      double weight =
          text && pictured && meaning.weight() > 0
              ? BESIDE_A_PICTURE * meaning.weight()
              : meaning.weight();
      (text ? words : pictures).add(unit, weight);
      units.add(new Weighted(QueryPrinter.print(meaning), unit, weight));
    }
    for (ImageSource picture : request.pictures()) {
      float[] unit = embeddingOf(picture);
      pictures.add(unit, Query.DEFAULT_WEIGHT);
      units.add(new Weighted(picture.name(), unit, Query.DEFAULT_WEIGHT));
    }
    Optional<float[]> wordsAlone = words.unit();
    VectorSum both = pictures.isEmpty() ? words : words.plus(pictures);
    Optional<float[]> sum = pictures.isEmpty() ? wordsAlone : both.unit();
    float[] whole =
        sum.orElseThrow(
            () ->
                new QueryException(
                    0, "The parts of this query cancel each other out: change a weight."));
    List<Part> parts =
        units.stream().map(it -> new Part(it.clause, it.unit, it.weight / both.length())).toList();
    return new EncodedQuery(whole, wordsAlone, confidence(words.share(pictures)), parts);
  }

  private static boolean isPictured(SearchRequest request) {
    return !request.pictures().isEmpty()
        || request.query().meanings().stream().anyMatch(Query.Like.class::isInstance);
  }

  /// A clause before the length of the sum is known.
  private static final class Weighted {
    final String clause;
    final float[] unit;
    final double weight;

    Weighted(String clause, float[] unit, double weight) {
      this.clause = clause;
      this.unit = unit;
      this.weight = weight;
    }
  }

  private Confidence confidence(double shareOfWords) {
    LogitScale scale = model.description().logitScale();
    return Confidence.ofWords(scale).mixedWith(Confidence.ofPictures(scale), shareOfWords);
  }

  public CacheUse cacheUse() {
    return CacheUse.of("sentences", sentences);
  }

  private float[] embeddingOf(String sentence) {
    return sentences.get(sentence, this::encodeWhole);
  }

  /// A sentence that is too long for the model is the mean of its parts, each counting by its
  /// length.
  private float[] encodeWhole(String sentence) {
    List<String> parts = model.textEncoder().partsOf(sentence);
    if (parts.size() == 1) {
      return batches.encode(sentence);
    }
    var sum = new VectorSum();
    parts.forEach(part -> sum.add(batches.encode(part), part.length()));
    return sum.unit().orElseGet(() -> batches.encode(sentence));
  }

  /// What a person should know of how a query was read: sentences that are too long for the model.
  public List<String> notes(SearchRequest request) {
    var notes = new ArrayList<String>();
    for (Query.Meaning meaning : request.query().meanings()) {
      if (meaning instanceof Query.Text(var sentence, _)) {
        int parts = model.textEncoder().partsOf(sentence).size();
        if (parts > 1) {
          notes.add(
              "\"%s\" is longer than the model reads at once: it was searched in %d parts."
                  .formatted(shortened(sentence), parts));
        }
      }
    }
    return List.copyOf(notes);
  }

  private static String shortened(String sentence) {
    int end =
        sentence.offsetByCodePoints(0, Math.min(40, sentence.codePointCount(0, sentence.length())));
    return end == sentence.length() ? sentence : sentence.substring(0, end) + "…";
  }

  private float[] embeddingOf(String target, boolean files) {
    Optional<Path> file = files ? existingFile(target) : Optional.empty();
    if (file.isPresent()) {
      return embeddingOf(ImageSource.ofFile(file.get()));
    }
    return library
        .stored(target)
        .map(StoredVector::vector)
        .orElseThrow(
            () ->
                new QueryException(
                    0,
                    files
                        ? "like:%s is neither a file nor the id of an image in the library."
                            .formatted(target)
                        : "like:%s is not the id of an image in the library.".formatted(target)));
  }

  private static Optional<Path> existingFile(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// The unit vector of a picture.
  public float[] embedded(ImageSource source) throws UnreadableImageException {
    var encoder = model.imageEncoder();
    DecodedImage decoded =
        decoder.decode(source, encoder.preprocessor().preprocessing().decodeShortSide());
    return encoder.encode(decoded.pixels());
  }

  private float[] embeddingOf(ImageSource source) {
    try {
      return embedded(source);
    } catch (UnreadableImageException e) {
      throw new QueryException(
          0, "%s cannot be searched by: %s".formatted(source.name(), e.getMessage()));
    }
  }
}
