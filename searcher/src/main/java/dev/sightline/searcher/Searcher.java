package dev.sightline.searcher;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.confidence.Confidence;
import dev.sightline.searcher.encoding.QueryEncoder;
import dev.sightline.searcher.labels.ConceptStore;
import dev.sightline.searcher.labels.CustomFilters;
import dev.sightline.searcher.labels.LabelFacet;
import dev.sightline.searcher.labels.LabelSetStore;
import dev.sightline.searcher.labels.LibraryConcepts;
import dev.sightline.searcher.labels.LibraryLabels;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.ranking.EncodedRequest;
import dev.sightline.searcher.ranking.HitReader;
import dev.sightline.searcher.ranking.KeywordHit;
import dev.sightline.searcher.ranking.Pager;
import dev.sightline.searcher.ranking.Pager.Page;
import dev.sightline.searcher.ranking.QueryConfidence;
import dev.sightline.searcher.ranking.Ranker;
import dev.sightline.searcher.ranking.Ranking;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.CacheUse;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.searcher.retrieval.Facets.Facet;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.searcher.suggest.RecentQueries;
import dev.sightline.searcher.suggest.Suggestion;
import dev.sightline.searcher.suggest.Suggestions;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Answers questions about one library with one model. Safe for concurrent use. Owns neither.
public final class Searcher {
  /// Lucene's cosines are rounded to floats.
  private static final double RANK_TOLERANCE = 1e-6;

  private final ClipModel model;
  private final Retriever library;
  private final QueryEncoder encoder;
  private final QueryConfidence confidence;
  private final Ranker ranker;
  private final HitReader reader;
  private final Pager pager;
  private final RecentQueries recent = new RecentQueries();
  private final Suggestions suggestions;
  private final CustomFilters learned;

  /// Wires a searcher.
  ///
  /// @param model whose vectors are in the library
  /// @param library what is searched
  /// @param decoder for images to search by
  /// @param learnedFolder where label sets and concepts of the library are kept; need not be there
  /// @param readOnly whether nothing may be written there
  public Searcher(
      ClipModel model,
      Retriever library,
      ImageDecoder decoder,
      Path learnedFolder,
      boolean readOnly) {
    this.model = model;
    this.library = library;
    this.encoder = new QueryEncoder(model, library, decoder);
    this.confidence = new QueryConfidence(model, library);
    this.ranker = new Ranker(library, model.description().logitScale());
    this.reader = new HitReader(library);
    this.pager = new Pager(library);
    var shelf = new LabelSetStore(learnedFolder, readOnly);
    this.learned =
        new CustomFilters(
            new LibraryLabels(model, library, shelf),
            shelf,
            new LibraryConcepts(model, library, new ConceptStore(learnedFolder), readOnly));
    this.suggestions = new Suggestions(library, learned::names);
  }

  /// A searcher of a library, wherever it is kept.
  ///
  /// @param model whose vectors are in the library
  /// @param library the caller closes it
  /// @param decoder for images to search by
  public static Searcher of(ClipModel model, SearchedLibrary library, ImageDecoder decoder) {
    return new Searcher(
        model, library.retriever(), decoder, library.learnedFolder(), library.isReadOnly());
  }

  /// What is searched.
  public Retriever library() {
    return library;
  }

  /// Changes whenever an answer may change: with a commit of the library, with a label set and with
  /// a concept.
  public long answerToken() {
    return learned.version() + 1_000_003 * library.commitToken();
  }

  /// The model that questions are encoded with.
  public ClipModel model() {
    return model;
  }

  /// How often what is remembered between questions was there: embeddings of sentences, evidence of
  /// confidences, and whole rankings that pages are cut from.
  public List<CacheUse> caches() {
    return List.of(encoder.cacheUse(), confidence.cacheUse(), pager.cacheUse());
  }

  /// What is wrong with the model's calibration and what to do, for people; empty if nothing is.
  public Optional<String> calibrationNote() {
    return confidence.found().note();
  }

  /// Answers a question. A query without a meaning lists what its filters leave, newest first
  /// unless it says otherwise.
  ///
  /// @throws QueryException if something it names cannot be found, read or combined
  public Answer search(SearchRequest asked) {
    long start = System.nanoTime();
    var found =
        PartialAnswers.watch(
            () -> {
              SearchRequest request = resolved(asked);
              return hasMeaning(request) ? ranked(request, start) : listed(request, start);
            });
    recent.add(asked.text());
    return found.partial() ? found.value().partly() : found.value();
  }

  private SearchRequest resolved(SearchRequest request) {
    return request.with(learned.resolved(request.query()));
  }

  private static boolean hasMeaning(SearchRequest request) {
    return !request.query().meanings().isEmpty() || !request.pictures().isEmpty();
  }

  private Answer ranked(SearchRequest request, long start) {
    EncodedRequest question = ask(request);
    Page page =
        pager.page(
            request,
            k -> ranker.ranked(question, k),
            () -> ranker.whole(question, request.k()),
            (hits, before) -> reader.hits(hits, before, question));
    boolean calibrated = question.encoded().confidence().calibrated();
    int candidates = ranker.budget(question, request.k()).efSearch();
    return answer(request, start, page, question.cut(), calibrated, candidates);
  }

  private Answer listed(SearchRequest request, long start) {
    Query query = request.query();
    Page page =
        pager.page(
            request,
            k -> ranker.listed(query, k),
            () -> ranker.listed(query, Ranker.LONGEST),
            reader::listed);
    return answer(request, start, page, query.cut().orElse(Confidence.DEFAULT_CUT), false, 0);
  }

  private EncodedRequest ask(SearchRequest request) {
    requireSomethingWanted(request);
    return EncodedRequest.of(request, confidence.applied(request, encoder.encode(request)));
  }

  /// What is only pushed away leads nowhere.
  private static void requireSomethingWanted(SearchRequest request) {
    boolean wanted =
        !request.pictures().isEmpty()
            || request.query().meanings().stream().anyMatch(meaning -> meaning.weight() > 0);
    if (!wanted) {
      throw new QueryException(
          0,
          "The query only says what photos should not show. Add what they should, as in: beach"
              + " -people.");
    }
  }

  /// @param candidates that a walk over the graph keeps, if there was one
  private Answer answer(
      SearchRequest request,
      long start,
      Page page,
      double cut,
      boolean calibrated,
      int candidates) {
    Ranking ranking = page.ranking();
    return new Answer(
        request.text(),
        model.name(),
        Duration.ofNanos(System.nanoTime() - start),
        ranking.strategy(),
        ranking.matches(),
        ranking.complete() ? Answer.MatchesRelation.EQ : Answer.MatchesRelation.GTE,
        cut,
        calibrated,
        page.hits(),
        request.explained()
            ? Optional.of(plan(request, ranking.strategy(), candidates))
            : Optional.empty(),
        page.next(),
        false,
        encoder.notes(request));
  }

  private String plan(SearchRequest request, Answer.Strategy strategy, int candidates) {
    List<Query.Filter> filters = request.query().filters();
    String among =
        filters.isEmpty()
            ? "all %,d images".formatted(library.size())
            : "the %,d of %,d images that pass the filters"
                .formatted(library.count(filters), library.size());
    return switch (strategy) {
      case GRAPH ->
          "walked the graph within %s, keeping %,d candidates".formatted(among, candidates);
      case EXACT -> "compared the query with %s, one by one".formatted(among);
      case FILTER -> "listed %s; no meaning was asked for".formatted(among);
      case LEXICAL ->
          "found the words in names, captions or keywords of %s; none looks like the query"
              .formatted(among);
    };
  }

  /// Counts what all matches of a question have in common, however many are shown. The first call
  /// for a commit tags its images: a second for 100,000, and some more when the labels of a library
  /// have never been embedded.
  ///
  /// @param values the most values of each facet, at least 1
  /// @throws QueryException if something it names cannot be found, read or combined
  public Facets facets(SearchRequest asked, int values) {
    SearchRequest request = resolved(asked);
    MatchCriteria set =
        hasMeaning(request)
            ? ask(request).matchSet()
            : MatchCriteria.inside(request.query().filters());
    Facets counted = library.facets(set, values);
    return learned.labels().canTag()
        ? counted.and(LabelFacet.of(learned.labels().tags(), ranker.matching(set), values))
        : counted;
  }

  /// Every label that stands for an image of the library, the most frequent first.
  ///
  /// @throws QueryException if the library has too many images to tag them
  public Facet labels() {
    library.requireVisits("labels");
    List<String> everything = ranker.matching(MatchCriteria.inside(List.of()));
    return LabelFacet.of(learned.labels().tags(), everything, Integer.MAX_VALUE);
  }

  /// The concepts that were taught for this library.
  public LibraryConcepts concepts() {
    return learned.concepts();
  }

  /// Suggests how to go on with a query that is being typed: fields, values that the library has,
  /// and queries that this searcher was asked before.
  ///
  /// @param typed up to where the next letter goes
  /// @param limit the most that are returned
  public List<Suggestion> suggest(String typed, int limit) {
    return suggestions.of(typed, recent.all(), limit);
  }

  /// The unit vector of a picture that need not be in the library.
  ///
  /// @throws UnreadableImageException if it cannot be decoded
  public float[] embedding(ImageSource picture) throws UnreadableImageException {
    return encoder.embedded(picture);
  }

  /// Tells the labels of the built-in vocabulary apart, each in one plain sentence. They are
  /// embedded once for a library and kept in it.
  public ZeroShotClassifier everyday() {
    return learned.labels().everyday();
  }

  /// Tells labels apart with this searcher's model.
  ///
  /// @param labels each is embedded, in each of the sentences
  public ZeroShotClassifier classifier(LabelSet labels, PromptTemplates sentences) {
    return ZeroShotClassifier.of(model, labels, sentences);
  }

  /// Says where an image of the library stands with a question, and what keeps it back.
  ///
  /// @param id an image of the library
  /// @throws QueryException if something the question names cannot be found, read or combined
  public RankExplanation standing(SearchRequest asked, String id) {
    SearchRequest request = resolved(asked);
    Query query = request.query();
    List<Query.Filter> failed =
        query.filters().stream().filter(filter -> !library.satisfies(id, filter)).toList();
    if (!hasMeaning(request)) {
      return new RankExplanation(
          failed, OptionalDouble.empty(), OptionalDouble.empty(), 0, OptionalLong.empty(), false);
    }
    EncodedRequest question = ask(request);
    float[] whole = question.encoded().whole();
    double cosine = Vectors.dot(whole, library.stored(id).orElseThrow().vector());
    long above =
        library.scan(whole, 1, Math.nextUp(cosine + RANK_TOLERANCE), query.filters()).matches();
    return new RankExplanation(
        failed,
        OptionalDouble.of(cosine),
        OptionalDouble.of(question.encoded().confidence().of(cosine)),
        question.cut(),
        failed.isEmpty() ? OptionalLong.of(above + 1) : OptionalLong.empty(),
        new KeywordHit(question.words()).isIn(library.image(id).orElseThrow()));
  }
}
