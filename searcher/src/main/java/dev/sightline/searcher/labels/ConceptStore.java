package dev.sightline.searcher.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sightline.base.files.AtomicFiles;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.labels.Concept.Example;
import dev.sightline.searcher.query.QueryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The concepts of a library, one JSON file each in `learned/concepts`:
///
/// | field | what |
/// |---|---|
/// | `name` | as it was given |
/// | `yes`, `no` | examples: `id`, `path` |
/// | `model` | image fingerprint that `weights` and `intercept` are for |
/// | `weights`, `intercept` | the logistic classifier |
public final class ConceptStore {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String ENDING = ".json";

  /// What every file system takes, in bytes.
  private static final int LONGEST_FILE = 255;

  private final Path folder;

  /// @param learned the library's folder for what was learned; need not be there
  public ConceptStore(Path learned) {
    this.folder = learned.resolve("concepts");
  }

  /// The names of all concepts, in order.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  public List<String> names() {
    return all().stream().map(Concept::name).toList();
  }

  /// All concepts, in the order of their names.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  public List<Concept> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.toString().endsWith(ENDING))
          .sorted()
          .map(ConceptStore::read)
          .sorted(java.util.Comparator.comparing(Concept::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
  }

  /// The concept of a name, small and large letters alike.
  ///
  /// @throws UncheckedIOException if its file cannot be read
  public Optional<Concept> find(String name) {
    Path file = file(name);
    return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /// What changes when any concept is added, changed or removed.
  long version() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.toString().endsWith(ENDING))
          .mapToLong(it -> 31L * it.hashCode() + it.toFile().lastModified())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
  }

  /// What changes when one concept is added, changed or removed.
  long version(String name) {
    try {
      return Files.getLastModifiedTime(file(name)).toMillis();
    } catch (IOException e) {
      return 0; // there is none
    }
  }

  /// Keeps a concept, in place of one of the same name.
  ///
  /// @throws IOException if it cannot be written
  public void save(Concept concept) throws IOException {
    AtomicFiles.writeDurably(
        file(concept.name()),
        unfinished -> {
          try (JsonGenerator json =
              FACTORY.createGenerator(
                  Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8))) {
            write(concept, json);
          }
        });
  }

  /// Forgets a concept.
  ///
  /// @return whether it was there
  /// @throws IOException if its file cannot be removed
  public boolean remove(String name) throws IOException {
    return Files.deleteIfExists(file(name));
  }

  /// Checks that a concept can be kept under a name.
  ///
  /// @throws QueryException if it is blank, or too long for a file
  static void requireFits(String name) {
    if (name.isBlank()) {
      throw new QueryException(0, "A concept needs a name.");
    }
    if (fileName(name).length() > LONGEST_FILE) {
      throw new QueryException(
          0, "The name of a concept is a word or a few, not %d letters.".formatted(name.length()));
    }
  }

  private Path file(String name) {
    return folder.resolve(fileName(name));
  }

  /// Names may hold whatever people write; letters and digits stay, so that a person finds the
  /// file.
  private static String fileName(String name) {
    var text = new StringBuilder();
    for (byte b : FilterFields.folded(name.strip()).getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-';
      text.append(plain ? String.valueOf((char) b) : "_" + HexFormat.of().toHexDigits(b));
    }
    return text + ENDING;
  }

  private static void write(Concept concept, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", concept.name());
    writeExamples("yes", concept.yes(), json);
    writeExamples("no", concept.no(), json);
    if (concept.fitted().isPresent()) {
      ConceptClassifier fitted = concept.fitted().get();
      json.writeStringField("model", fitted.model());
      json.writeNumberField("intercept", fitted.intercept());
      json.writeArrayFieldStart("weights");
      for (float weight : fitted.weights()) {
        json.writeNumber(weight);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeExamples(String field, List<Example> examples, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Example example : examples) {
      json.writeStartObject();
      json.writeStringField("id", example.id());
      json.writeStringField("path", example.path());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Concept read(Path file) {
    try (JsonParser json = FACTORY.createParser(Files.newBufferedReader(file))) {
      return new ConceptReading(json).read();
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          "The concept in %s cannot be read: delete the file, or add the concept again."
              .formatted(file),
          new IOException(String.valueOf(e.getMessage()), e));
    }
  }

  /// Reads the JSON of one concept; fields that are not known are passed over.
  private static final class ConceptReading {
    private final JsonParser json;
    private String name = "";
    private List<Example> yes = List.of();
    private List<Example> no = List.of();
    private String model = "";
    private double intercept;
    private final List<Float> weights = new ArrayList<>();

    ConceptReading(JsonParser json) {
      this.json = json;
    }

    Concept read() throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "name" -> name = json.getText();
          case "yes" -> yes = examples();
          case "no" -> no = examples();
          case "model" -> model = json.getText();
          case "intercept" -> intercept = json.getDoubleValue();
          case "weights" -> readWeights();
          default -> json.skipChildren();
        }
      }
      return new Concept(name, yes, no, fitted());
    }

    private Optional<ConceptClassifier> fitted() {
      if (weights.isEmpty()) {
        return Optional.empty();
      }
      var numbers = new float[weights.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = weights.get(i);
      }
      return Optional.of(new ConceptClassifier(model, numbers, intercept));
    }

    private void readWeights() throws IOException {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        weights.add(json.getFloatValue());
      }
    }

    private List<Example> examples() throws IOException {
      var examples = new ArrayList<Example>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        String id = "";
        String path = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String field = json.currentName();
          json.nextToken();
          if (field.equals("id")) {
            id = json.getText();
          } else if (field.equals("path")) {
            path = json.getText();
          }
        }
        examples.add(new Example(id, path));
      }
      return examples;
    }
  }
}
