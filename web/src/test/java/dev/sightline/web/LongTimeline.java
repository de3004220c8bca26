package dev.sightline.web;

import dev.sightline.web.http.SearchParameters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a server says of a library of 100,000 photos, a thousand a month: more than a test can
/// index. None has a picture.
final class LongTimeline {
  static final int PHOTOS = 100_000;

  private static final int A_MONTH = 1000;
  private static final int MONTHS = 12;
  private static final int NEWEST_YEAR = 2025;
  private static final Pattern FROM = Pattern.compile("[&?]from=(\\d+)");
  private static final Pattern COUNT = Pattern.compile("[&?]k=(\\d+)");
  private static final Pattern CURSOR = Pattern.compile("[&?]cursor=(\\d+)");

  private LongTimeline() {}

  /// The months, the newest first.
  static String facets() {
    String months =
        IntStream.range(0, PHOTOS / A_MONTH)
            .mapToObj(LongTimeline::month)
            .map(
                it ->
                    "{\"value\": \"%s\", \"count\": %d, \"clause\": \"date:%s\"}"
                        .formatted(it, A_MONTH, it))
            .collect(Collectors.joining(","));
    return "{\"matches\": %d, \"facets\": [{\"name\": \"month\", \"others\": 0, \"values\": [%s]}]}"
        .formatted(PHOTOS, months);
  }

  private static String month(int number) {
    return "%04d-%02d".formatted(NEWEST_YEAR - number / MONTHS, MONTHS - number % MONTHS);
  }

  /// A page of the listing.
  ///
  /// @param url of the search
  static String page(String url) {
    int from = number(FROM, url, number(CURSOR, url, 0));
    int end = Math.min(PHOTOS, from + number(COUNT, url, SearchParameters.DEFAULT));
    String hits = IntStream.range(from, end).mapToObj(i -> hit(i)).collect(Collectors.joining(","));
    return """
    {"matches": %d, "matchesRelation": "eq", "cut": 0, "calibrated": false,
     "cursor": "%d", "hits": [%s]}
    """
        .formatted(PHOTOS, end, hits);
  }

  private static String hit(int number) {
    return """
    {"id": "%s", "path": "/photos/%d.jpg", "width": %d, "height": 500, "confidence": null}
    """
        .formatted("%032x".formatted(number), number, 600 + number * 37 % 500);
  }

  private static int number(Pattern pattern, String url, int usual) {
    Matcher found = pattern.matcher(url);
    return found.find() ? Integer.parseInt(found.group(1)) : usual;
  }
}
