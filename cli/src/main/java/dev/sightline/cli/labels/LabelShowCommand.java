package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.searcher.labels.LabelSetStore;
import dev.sightline.searcher.retrieval.Facets.Facet;
import dev.sightline.searcher.retrieval.Facets.Value;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.LabelException;
import dev.sightline.searcher.zeroshot.LabelSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline label show [NAME]`
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show the labels of a set and how many photos of the library each stands for.")
public final class LabelShowCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = LabelSet.EVERYDAY,
      description = "The set; default: ${DEFAULT-VALUE}.")
  private String name = LabelSet.EVERYDAY;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LabelShowCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var library = common.sightline(directories)) {
      LabelSet set = find(new LabelSetStore(library.library().learnedFolder(), true));
      Facet counted = library.searcher().labels();
      Map<String, Long> counts = new HashMap<>();
      counted.values().forEach((Value it) -> counts.put(it.value(), it.count()));
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeStringField("name", set.name());
              json.writeArrayFieldStart("labels");
              for (Label label : set.labels()) {
                json.writeStartObject();
                json.writeStringField("label", label.name());
                json.writeStringField("group", label.group());
                json.writeNumberField("images", counts.getOrDefault(label.name(), 0L));
                json.writeEndObject();
              }
              json.writeEndArray();
            });
      } else {
        set.labels()
            .forEach(
                label ->
                    console
                        .out()
                        .printf(
                            "%,8d  %s%n",
                            counts.getOrDefault(label.name(), 0L), Console.visible(label.name())));
      }
      return ExitCode.OK;
    }
  }

  private LabelSet find(LabelSetStore shelf) {
    List<LabelSet> sets = shelf.sets();
    return sets.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new LabelException(
                    "There is no label set '%s'. There are: %s."
                        .formatted(
                            name, String.join(", ", sets.stream().map(LabelSet::name).toList()))));
  }
}
