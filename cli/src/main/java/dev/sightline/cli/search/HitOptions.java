package dev.sightline.cli.search;

import dev.sightline.cli.common.UsageException;
import dev.sightline.searcher.request.SearchRequest;
import picocli.CommandLine.Option;

/// What commands that list hits take.
final class HitOptions {
  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "20",
      description = "Photos to list; default: ${DEFAULT-VALUE}.")
  private int k;

  @Option(names = "--exact", description = "Compare every photo instead of walking the graph.")
  private boolean exact;

  @Option(
      names = "--collapse",
      description = "Fold copies of one picture, and shots of one moment, into the best ranked.")
  private boolean collapse;

  @Option(
      names = "--explain",
      description =
          "Show the query as it was read, how it was answered, and what each hit is made of.")
  private boolean explain;

  @Option(names = "--paths", description = "Print paths alone, one a line.")
  private boolean paths;

  @Option(names = "-0", description = "With --paths: end each path with NUL, for xargs -0.")
  private boolean nul;

  int k() {
    if (k < 1) {
      throw new UsageException("-k must be at least 1, got %d.".formatted(k));
    }
    return k;
  }

  boolean paths() {
    return paths || nul;
  }

  char pathEnd() {
    return nul ? '\0' : '\n';
  }

  boolean explain() {
    return explain;
  }

  SearchRequest apply(SearchRequest request) {
    SearchRequest looked = exact ? request.scanned() : request;
    SearchRequest folded = collapse ? looked.collapsed() : looked;
    return explain ? folded.withExplanation() : folded;
  }
}
