package dev.sightline.searcher.request;

import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.retrieval.RankedImage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Where a page of hits ended, so that the next one goes on there: behind the last hit that is
/// still among the matches when the library has changed in between, else at the same place.
///
/// @param position how many hits came before, at least 1
/// @param shown how many of them were shown, the others being folded into these
/// @param question hash of the query that it belongs to
/// @param last ids of the last hits, the very last first, at most [#HITS]
public record Cursor(int position, int shown, int question, List<String> last) {
  /// So many of the last hits are remembered.
  public static final int HITS = 4;

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,9}) (\\d{1,9}) (-?\\d{1,11})((?: \\S{1,64}){0,4})");

  /// Checks and copies.
  public Cursor {
    last = List.copyOf(last);
    if (position < 1 || shown > position || last.size() > HITS) {
      throw new IllegalArgumentException("not the end of a page: " + position + ", " + last.size());
    }
  }

  /// The end of a page.
  ///
  /// @param request of the page
  /// @param position how many hits there are up to its end
  /// @param shown how many of them were shown
  /// @param hits all up to its end
  public static Cursor after(
      SearchRequest request, int position, int shown, List<RankedImage> hits) {
    List<String> last = hits.reversed().stream().limit(HITS).map(RankedImage::id).toList();
    return new Cursor(position, shown, hash(request), last);
  }

  /// A place in a ranking by its number alone.
  ///
  /// @param request whose ranking it is
  /// @param position how many hits come before, at least 1
  static Cursor at(SearchRequest request, int position) {
    return new Cursor(position, position, hash(request), List.of());
  }

  /// Whether it belongs to a question.
  boolean isOf(SearchRequest request) {
    return question == hash(request);
  }

  private static int hash(SearchRequest request) {
    return request.text().hashCode();
  }

  /// As text that needs no escaping in a URL.
  public String written() {
    String plain =
        "%d %d %d %s".formatted(position, shown, question, String.join(" ", last)).strip();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads what [#written] wrote.
  ///
  /// @throws QueryException if it is something else
  public static Cursor parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var parts = WRITTEN.matcher(plain);
      if (parts.matches()) {
        List<String> last =
            parts.group(4).isBlank() ? List.of() : List.of(parts.group(4).strip().split(" "));
        return new Cursor(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            last);
      }
    } catch (IllegalArgumentException e) {
      // said below: not Base64, or numbers that none of our cursors has
    }
    throw new QueryException(
        0, "That is not a cursor. Take it from the answer that you want to go on from, unchanged.");
  }
}
