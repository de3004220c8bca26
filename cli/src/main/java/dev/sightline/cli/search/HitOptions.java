package dev.sightline.cli.search;

import dev.sightline.cli.common.UsageException;
import dev.sightline.searcher.request.SearchRequest;
import picocli.CommandLine.Option;

/// Options of commands that list hits.
final class HitOptions {
  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "20",
      description = "Photos to list; default: ${DEFAULT-VALUE}.")
  private int k;

  @Option(names = "--exact", description = "Search exactly, without the graph.")
  private boolean exact;

  @Option(
      names = "--collapse",
      description = "Group copies of one photo, and shots of one moment, under the best ranked.")
  private boolean collapse;

  @Option(
      names = "--explain",
      description = "Show the parsed query, how it was answered, and the parts of each score.")
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
