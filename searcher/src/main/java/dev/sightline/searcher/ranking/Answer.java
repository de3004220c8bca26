package dev.sightline.searcher.ranking;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.request.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a search found.
///
/// @param query as it was written
/// @param model the model whose embeddings were compared
/// @param took from the parsed query to the ranked hits
/// @param strategy how the library was asked
/// @param matches how many images reach the cut
/// @param matchesRelation whether `matches` is exact
/// @param cut the least confidence of a match, 0 to 1
/// @param calibrated whether the confidences were fitted for this model
/// @param hits best first, at most the `k` asked for
/// @param plan how the hits were found, in words; empty unless it was asked for
/// @param next where the next page begins; empty when this is the last one
/// @param partial whether a part of the library did not answer, so that hits may be missing
/// @param notes what a person should know of how the query was read; often none
public record Answer(
    String query,
    String model,
    Duration took,
    Strategy strategy,
    long matches,
    MatchesRelation matchesRelation,
    double cut,
    boolean calibrated,
    List<Hit> hits,
    Optional<String> plan,
    Optional<Cursor> next,
    boolean partial,
    List<String> notes) {

  /// Copies the lists.
  public Answer {
    hits = List.copyOf(hits);
    notes = List.copyOf(notes);
  }

  /// This answer, where a part of the library did not answer.
  public Answer partly() {
    return new Answer(
        query,
        model,
        took,
        strategy,
        matches,
        MatchesRelation.GTE,
        cut,
        calibrated,
        hits,
        plan,
        next,
        true,
        notes);
  }

  /// How a library was asked.
  public enum Strategy {
    /// A walk over the HNSW graph: fast, and may miss a few.
    GRAPH,
    /// Every vector was compared.
    EXACT,
    /// No meaning was asked for; the images that pass the filters, in order.
    FILTER,
    /// Only words of names, captions and keywords matched.
    LEXICAL;

    /// The name in the API.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What the number of matches says.
  public enum MatchesRelation {
    /// There are exactly so many.
    EQ,
    /// There are at least so many.
    GTE;

    /// The name in the API.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One image that was found.
  ///
  /// @param rank 1 for the best
  /// @param image the image
  /// @param score cosine with the query, -1 to 1; empty when no meaning was asked for
  /// @param confidence how likely it is a match, 0 to 1; empty likewise
  /// @param textScore cosine with the query's words alone; empty when there were none
  /// @param name the name, caption or keyword that holds all words of the query, if one does
  /// @param contributions what each clause adds to `score`; none unless they were asked for
  /// @param collapsed images that were folded into this hit, because they show the same; empty
  ///     unless that was asked for
  public record Hit(
      int rank,
      IndexedImage image,
      OptionalDouble score,
      OptionalDouble confidence,
      OptionalDouble textScore,
      Optional<String> name,
      List<Contribution> contributions,
      Optional<List<IndexedImage>> collapsed) {
    /// Copies the lists.
    public Hit {
      contributions = List.copyOf(contributions);
      collapsed = collapsed.map(List::copyOf);
    }

    /// A hit of an answer in which nothing is folded.
    public Hit(
        int rank,
        IndexedImage image,
        OptionalDouble score,
        OptionalDouble confidence,
        OptionalDouble textScore,
        Optional<String> name,
        List<Contribution> contributions) {
      this(rank, image, score, confidence, textScore, name, contributions, Optional.empty());
    }

    /// This hit at another rank, with others folded into it.
    Hit with(int newRank, List<IndexedImage> folded) {
      return new Hit(
          newRank, image, score, confidence, textScore, name, contributions, Optional.of(folded));
    }
  }

  /// What one clause adds to the score of a hit; together they are the score.
  ///
  /// @param clause as it is written in the query language
  /// @param cosine its weighted share, negative where it pushes away
  public record Contribution(String clause, double cosine) {}
}
