package dev.sightline.cli.search;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.searcher.AnswerJson;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryPrinter;
import dev.sightline.searcher.ranking.Answer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Prints an answer: a table for people, JSON or bare paths for programs.
final class HitPrinter {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final String NO_DATE = "-         ";

  private final Console console;
  private final HitOptions hits;
  private final CommonOptions common;
  private final String modelNote;

  HitPrinter(Console console, HitOptions hits, CommonOptions common, String modelNote) {
    this.console = console;
    this.hits = hits;
    this.common = common;
    this.modelNote = modelNote;
  }

  /// @return the exit code: whether anything matched
  int print(Answer answer, Query query) {
    if (answer.partial() && !common.json()) {
      console.note("A part of the library did not answer: hits may be missing.");
    }
    if (!common.json()) {
      answer.notes().forEach(console::note);
    }
    if (common.json()) {
      console.out().println(AnswerJson.write(answer));
    } else if (hits.paths()) {
      answer.hits().forEach(hit -> console.out().print(hit.image().path() + "" + hits.pathEnd()));
    } else {
      printTable(answer, query);
    }
    return answer.hits().isEmpty() ? ExitCode.NOTHING : ExitCode.OK;
  }

  private void printTable(Answer answer, Query query) {
    if (!common.quiet()) {
      console.note(modelNote);
    }
    if (hits.explain()) {
      query
          .clauses()
          .forEach(clause -> console.out().println("clause  " + QueryPrinter.print(clause)));
      answer.plan().ifPresent(plan -> console.out().println("plan    " + plan));
    }
    if (answer.hits().isEmpty()) {
      console.note(
          answer.strategy() == Answer.Strategy.FILTER
              ? query.filters().isEmpty() ? "The library is empty." : "Nothing passes the filters."
              : "Nothing matches. To see the nearest photos anyway, add min:0 to the query.");
      return;
    }
    for (Answer.Hit hit : answer.hits()) {
      console.out().println(row(hit));
      if (hits.explain()) {
        explain(hit);
      }
    }
    console.out().flush(); // the summary belongs below the table
    if (!common.quiet()) {
      console.note(summary(answer));
    }
  }

  private void explain(Answer.Hit hit) {
    for (Answer.Contribution contribution : hit.contributions()) {
      console
          .out()
          .printf(Locale.ROOT, "        %+.4f  %s%n", contribution.cosine(), contribution.clause());
    }
    hit.name()
        .ifPresent(name -> console.out().println("        words in " + Console.visible(name)));
  }

  private static String row(Answer.Hit hit) {
    String confidence =
        hit.confidence().isPresent()
            ? String.format(Locale.ROOT, "%4.0f%%", 100 * hit.confidence().getAsDouble())
            : "    -";
    return String.format(
        Locale.ROOT,
        "%4d  %s  %s  %s%s",
        hit.rank(),
        confidence,
        hit.image().taken().map(it -> DATE.format(it.local())).orElse(NO_DATE),
        Console.visible(hit.image().path()),
        similar(hit));
  }

  private static String similar(Answer.Hit hit) {
    int folded = hit.collapsed().map(List::size).orElse(0);
    return folded == 0 ? "" : String.format(Locale.ROOT, "  +%,d similar", folded);
  }

  private static String summary(Answer answer) {
    return String.format(
        Locale.ROOT,
        "%s%,d %s, %d shown, %.1f ms (%s).",
        answer.matchesRelation() == Answer.MatchesRelation.GTE ? "at least " : "",
        answer.matches(),
        answer.matches() == 1 ? "match" : "matches",
        answer.hits().size(),
        answer.took().toNanos() / 1e6,
        answer.strategy().label());
  }
}
