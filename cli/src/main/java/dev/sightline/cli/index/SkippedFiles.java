package dev.sightline.cli.index;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.Console;
import dev.sightline.indexer.report.SkippedFile;
import java.io.IOException;
import java.util.List;

/// Prints quarantined files for people and programs.
public final class SkippedFiles {
  private static final int SHOWN = 10;

  private SkippedFiles() {}

  /// Names the first few.
  ///
  /// @param how what was done with them, such as `skipped`
  /// @param more where the others are listed; empty if nowhere
  public static void print(List<SkippedFile> files, String how, String more, Console console) {
    files.stream()
        .limit(SHOWN)
        .forEach(
            file ->
                console.note(
                    "%s %s: %s"
                        .formatted(
                            how, Console.visible(file.path()), Console.visible(file.detail()))));
    if (files.size() > SHOWN) {
      console.note("… and %,d more%s".formatted(files.size() - SHOWN, more));
    }
  }

  /// Writes all of them as an array.
  public static void write(String field, List<SkippedFile> files, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (SkippedFile file : files) {
      json.writeStartObject();
      json.writeStringField("path", file.path().toString());
      json.writeStringField("reason", file.detail());
      json.writeStringField("kind", file.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
