package dev.sightline.searcher.query;

/// A query that cannot be understood or answered as it stands. The message says where, what was
/// read and what would be right; it is meant for the person who typed it.
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /// A query that a library, of whatever kind, cannot answer.
  ///
  /// @param position characters from its start, counted from 0
  /// @param message for the person who typed it
  public QueryException(int position, String message) {
    super(message);
    this.position = position;
  }

  /// Where in the query the trouble begins: characters from its start, counted from 0.
  public int position() {
    return position;
  }
}
