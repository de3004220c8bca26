package dev.sightline.searcher.request;

import dev.sightline.images.source.ImageSource;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.query.QueryParser;
import java.util.List;
import java.util.Optional;

/// One question.
///
/// @param text the query as it was written, for the answer
/// @param query the same, parsed
/// @param pictures images to search by that are not in the library, each with weight 1
/// @param k hits wanted, at least 1
/// @param exact whether every vector must be looked at
/// @param explained whether to say how each hit came to its place
/// @param collapse whether hits that are the same picture, or shots of one moment, are folded into
///     the best ranked of them
/// @param files whether `like:` may name a file of this machine; a server says no
/// @param after where the page before this one ended; empty for the first
public record SearchRequest(
    String text,
    Query query,
    List<ImageSource> pictures,
    int k,
    boolean exact,
    boolean explained,
    boolean collapse,
    boolean files,
    Optional<Cursor> after) {

  /// Copies the list and checks `k`.
  public SearchRequest {
    pictures = List.copyOf(pictures);
    if (k < 1) {
      throw new IllegalArgumentException("k is at least 1, got " + k);
    }
  }

  /// Parses a query for a program of this machine, which may name files.
  ///
  /// @throws QueryException if it is not in the language
  public static SearchRequest local(String text, int k) {
    return local(text, QueryParser.parse(text), k);
  }

  /// A query of a program of this machine that is already parsed.
  ///
  /// @param text how it is shown
  public static SearchRequest local(String text, Query query, int k) {
    return new SearchRequest(
        text, query, List.of(), k, false, false, false, true, Optional.empty());
  }

  /// Parses a query that came over the network and may only name ids.
  ///
  /// @throws QueryException if it is not in the language
  public static SearchRequest remote(String text, int k) {
    return new SearchRequest(
        text, QueryParser.parse(text), List.of(), k, false, false, false, false, Optional.empty());
  }

  /// This question, by a picture too.
  public SearchRequest withPicture(ImageSource picture) {
    var all = new java.util.ArrayList<>(pictures);
    all.add(picture);
    return new SearchRequest(text, query, all, k, exact, explained, collapse, files, after);
  }

  /// This question, every vector looked at.
  public SearchRequest scanned() {
    return new SearchRequest(text, query, pictures, k, true, explained, collapse, files, after);
  }

  /// This question, with how each hit came to its place.
  public SearchRequest withExplanation() {
    return new SearchRequest(text, query, pictures, k, exact, true, collapse, files, after);
  }

  /// This question, with near-duplicates folded.
  public SearchRequest collapsed() {
    return new SearchRequest(text, query, pictures, k, exact, explained, true, files, after);
  }

  /// This question, from where another page ended.
  ///
  /// @throws QueryException if that was the page of another question
  public SearchRequest from(Cursor cursor) {
    if (!cursor.isOf(this)) {
      throw new QueryException(
          0, "The cursor belongs to another query: leave it out to begin at the first hit.");
    }
    return new SearchRequest(
        text, query, pictures, k, exact, explained, collapse, files, Optional.of(cursor));
  }

  /// This question, its first hits passed over: a jump into a long list, from which further pages
  /// go on by their cursors. Folded hits are passed over one by one.
  ///
  /// @param hits how many, at least 1
  public SearchRequest skipping(int hits) {
    return from(Cursor.at(this, hits));
  }

  /// This question with its parsed query in another form.
  public SearchRequest with(Query other) {
    return new SearchRequest(text, other, pictures, k, exact, explained, collapse, files, after);
  }
}
