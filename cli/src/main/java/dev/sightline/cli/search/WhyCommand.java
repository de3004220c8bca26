package dev.sightline.cli.search;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Version;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.searcher.RankExplanation;
import dev.sightline.searcher.query.QueryPrinter;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline why QUERY FILE`
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Explain the rank of a photo for a query.")
public final class WhyCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  private final Directories directories;
  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "QUERY FILE",
      description = "The query, in quotes or word by word, and at last the photo's file or id.")
  private List<String> words = List.of();

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public WhyCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String text = String.join(" ", words.subList(0, words.size() - 1));
    String photo = words.getLast();
    var request = SearchRequest.local(text, 1);
    try (var library = common.sightlineForOneQuery(directories)) {
      Optional<IndexedImage> image = find(library.library(), photo);
      if (image.isEmpty()) {
        return notIndexed(library.library(), photo);
      }
      RankExplanation standing = library.searcher().standing(request, image.get().id());
      if (common.json()) {
        printJson(standing, image.get(), text);
      } else {
        print(standing, image.get());
      }
      return standing.matches() ? ExitCode.OK : ExitCode.NOTHING;
    }
  }

  private static Optional<IndexedImage> find(SearchedLibrary library, String photo)
      throws IOException {
    Path file = Path.of(photo);
    Path path = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    return library.imageAt(path).or(() -> library.image(photo));
  }

  private int notIndexed(SearchedLibrary library, String photo) throws IOException {
    Path file = Path.of(photo);
    Path path = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    Optional<QuarantinedFile> setAside = library.quarantinedAt(path);
    String reason =
        setAside
            .map(it -> "it was set aside: " + it.detail())
            .orElseGet(
                () ->
                    !Files.exists(path)
                        ? "there is no such file, nor an image of that id"
                        : library.state().roots().stream()
                                .anyMatch(root -> path.startsWith(root.folder()))
                            ? "it is not indexed, though it lies in a folder of the library: it"
                                + " came after the last run, is left out by its name, or is no"
                                + " image"
                            : "it is not indexed: it lies in no folder of the library. Add one"
                                + " with: sightline index FOLDER");
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeBooleanField("matches", false);
            json.writeBooleanField("indexed", false);
            json.writeStringField("reason", reason);
          });
    } else {
      console.out().println("%s: %s.".formatted(Console.visible(path), Console.visible(reason)));
    }
    return ExitCode.NOTHING;
  }

  private void print(RankExplanation standing, IndexedImage image) {
    console.out().println(Console.visible(image.path()));
    standing
        .failed()
        .forEach(filter -> console.out().println("left out by  " + QueryPrinter.print(filter)));
    if (standing.score().isPresent()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "cosine       %.4f%nconfidence   %.0f%% (a match from %.0f%% on)%n",
              standing.score().getAsDouble(),
              PERCENT * standing.confidence().orElse(0),
              PERCENT * standing.cut());
    }
    if (standing.rank().isPresent()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "nearness     place %,d of the images inside the filters%n",
              standing.rank().getAsLong());
    }
    if (standing.worded()) {
      console.out().println("words        its name, captions or keywords hold all of them");
    }
    console.out().println(standing.matches() ? "It is a match." : "It is no match.");
  }

  private void printJson(RankExplanation standing, IndexedImage image, String text) {
    console.printObject(
        json -> {
          json.writeStringField("query", text);
          json.writeStringField("id", image.id());
          json.writeStringField("path", image.path().toString());
          json.writeBooleanField("indexed", true);
          json.writeBooleanField("matches", standing.matches());
          json.writeArrayFieldStart("leftOutBy");
          for (var filter : standing.failed()) {
            json.writeString(QueryPrinter.print(filter));
          }
          json.writeEndArray();
          writeNumber("score", standing.score(), json);
          writeNumber("confidence", standing.confidence(), json);
          json.writeNumberField("cut", standing.cut());
          if (standing.rank().isPresent()) {
            json.writeNumberField("rank", standing.rank().getAsLong());
          } else {
            json.writeNullField("rank");
          }
          json.writeBooleanField("name", standing.worded());
        });
  }

  private static void writeNumber(
      String field, OptionalDouble value, com.fasterxml.jackson.core.JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(field, value.getAsDouble());
    } else {
      json.writeNullField(field);
    }
  }
}
