package dev.sightline.cli.search;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ModelNote;
import dev.sightline.cli.common.Version;
import dev.sightline.searcher.request.SearchRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline search QUERY…`
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Find photos that match a sentence, an image, or both.",
    footer = {
      "",
      "Examples:",
      "  sightline search a dog on the beach",
      "  sightline search '\"sunset\"^2' like:boat.jpg -people",
      "  sightline search 'red car min:0' -k 50 --paths"
    })
public final class SearchCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      completionCandidates = CompletionCommand.QueryBeginnings.class,
      description =
          "What the photo should show; like:FILE or like:ID, -word, \"a phrase\"^2, min:0.5; and"
              + " filters, such as after:2021 camera:nikon in:holiday -has:gps sort:date.")
  private List<String> words = List.of();

  @Mixin private HitOptions hits = new HitOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public SearchCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    String text = String.join(" ", words);
    var request = hits.apply(SearchRequest.local(text, hits.k()));
    try (var library = common.sightlineForOneQuery(directories)) {
      var printer = new HitPrinter(console, hits, common, ModelNote.of(library, directories));
      return printer.print(library.searcher().search(request), request.query());
    }
  }
}
