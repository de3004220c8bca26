package dev.sightline.cli.labels;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Json;
import dev.sightline.engine.Sightline;
import dev.sightline.searcher.labels.Concept;
import dev.sightline.searcher.labels.Concept.Example;
import dev.sightline.searcher.labels.LibraryConcepts;
import java.io.IOException;
import java.util.List;

/// Prints a concept: its examples, what it finds, and the photos whose label would help most.
final class ConceptPrinter {
  private static final int DOUBTFUL = 5;

  private final Console console;
  private final boolean json;

  ConceptPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  void print(Concept concept, LibraryConcepts concepts, Sightline library) {
    int images = concepts.count(concept.name());
    List<String> doubtful =
        concepts.doubtful(concept.name(), DOUBTFUL).stream()
            .flatMap(id -> library.library().image(id).stream())
            .map(image -> image.path().toString())
            .toList();
    if (json) {
      console.out().println(Json.text(it -> write(concept, images, doubtful, it)));
      return;
    }
    console
        .out()
        .printf(
            "%s: %,d yes, %,d no; %,d photos of the library have it.%n",
            Console.visible(concept.name()), concept.yes().size(), concept.no().size(), images);
    if (!doubtful.isEmpty()) {
      console.out().println("It would help most to know whether these show it:");
      doubtful.forEach(path -> console.out().println("  " + Console.visible(path)));
    }
  }

  private static void write(Concept concept, int images, List<String> doubtful, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", concept.name());
    writeExamples("yes", concept.yes(), json);
    writeExamples("no", concept.no(), json);
    json.writeNumberField("images", images);
    json.writeArrayFieldStart("doubtful");
    for (String path : doubtful) {
      json.writeString(path);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeExamples(String field, List<Example> examples, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Example example : examples) {
      json.writeString(example.path());
    }
    json.writeEndArray();
  }
}
