package dev.sightline.searcher;

import dev.sightline.searcher.Query.Cut;
import dev.sightline.searcher.Query.Like;
import dev.sightline.searcher.Query.Text;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a query that was parsed so that it parses to the same again: the inverse that
/// [QueryParser] is held against.
final class QueryPrinter {
  private QueryPrinter() {}

  static String print(Query query) {
    return query.clauses().stream().map(QueryPrinter::print).collect(Collectors.joining(" "));
  }

  private static String print(Query.Clause clause) {
    return switch (clause) {
      case Text(var sentence, var weight) -> sign(weight) + weighed(sentence, weight);
      case Like(var target, var weight) -> sign(weight) + "like:" + weighed(target, weight);
      case Cut(var confidence) -> "min:" + confidence;
    };
  }

  /// What holds a quotation mark was not written in quotes: its words are weighed one by one, but
  /// for a dash alone, which would become a minus.
  private static String weighed(String text, double weight) {
    if (!text.contains("\"")) {
      return '"' + text + '"' + weight(weight);
    }
    return Stream.of(text.split(" "))
        .map(word -> word.equals("-") ? word : word + weight(weight))
        .collect(Collectors.joining(" "));
  }

  private static String sign(double weight) {
    return weight < 0 ? "-" : "";
  }

  private static String weight(double weight) {
    return "^" + Math.abs(weight);
  }
}
