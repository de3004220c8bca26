package dev.sightline.cli.search;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ModelNote;
import dev.sightline.cli.common.Version;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.request.SearchRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline similar FILE|ID [QUERY…]`
@Command(
    name = "similar",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Find photos that look like one; it need not be in the library.")
public final class SimilarCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|ID [QUERY]",
      description = "An image file or the id of an indexed one, and words to go with it.")
  private List<String> arguments = List.of();

  @Mixin private HitOptions hits = new HitOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public SimilarCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    String target = arguments.getFirst();
    String words = String.join(" ", arguments.subList(1, arguments.size()));
    Query query = QueryParser.parse(words).and(new Query.Like(target, Query.DEFAULT_WEIGHT));
    String text = ("like:" + target + " " + words).strip();
    var request = hits.apply(SearchRequest.local(text, query, hits.k()));
    try (var library = common.sightlineForOneQuery(directories)) {
      var printer = new HitPrinter(console, hits, common, ModelNote.of(library, directories));
      return printer.print(library.searcher().search(request), request.query());
    }
  }
}
