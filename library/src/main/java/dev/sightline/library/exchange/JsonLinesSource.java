package dev.sightline.library.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `documents.jsonl`, one image per line.
final class JsonLinesSource implements ImportSource {
  static final String NAME = "documents.jsonl";

  private final Path file;
  private final BufferedReader in;
  private int line;
  private Optional<Row> ahead;

  JsonLinesSource(Path folder) throws IOException {
    this.file = folder.resolve(NAME);
    this.in = Files.newBufferedReader(file);
    this.ahead = Optional.empty();
    try {
      this.ahead = read();
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public int dimension() {
    return ahead.map(row -> row.vector().length).orElse(0);
  }

  @Override
  public Optional<Row> next() throws IOException {
    Optional<Row> next = ahead;
    if (next.isPresent()) {
      ahead = read();
    }
    return next;
  }

  private Optional<Row> read() throws IOException {
    String text = in.readLine();
    line++;
    if (text == null) {
      return Optional.empty();
    }
    String where = "%s, line %,d".formatted(file, line);
    try {
      if (!(JsonValues.read(text) instanceof Map<?, ?> object)) {
        throw new IOException("it is no object");
      }
      var values = new LinkedHashMap<String, Object>();
      object.forEach((name, value) -> values.put((String) name, value));
      if (!(values.remove("embedding") instanceof List<?> numbers) || numbers.isEmpty()) {
        throw new ImportException(where + ": there is no array 'embedding'.");
      }
      return Optional.of(new Row(where, values, vector(numbers, where)));
    } catch (IOException e) {
      throw new ImportException("%s is no JSON of an image: %s".formatted(where, e.getMessage()));
    }
  }

  private static float[] vector(List<?> numbers, String where) {
    var vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!(numbers.get(i) instanceof Number number)) {
        throw new ImportException("%s: 'embedding' holds %s.".formatted(where, numbers.get(i)));
      }
      vector[i] = number.floatValue();
    }
    return vector;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
