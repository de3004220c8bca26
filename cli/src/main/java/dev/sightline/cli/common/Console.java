package dev.sightline.cli.common;

import java.io.PrintWriter;

/// Where a command prints: results to standard output, everything else to standard error.
///
/// @param out results
/// @param err progress, notes and errors
/// @param isTerminal whether a person watches
public record Console(PrintWriter out, PrintWriter err, boolean isTerminal) {
  /// A name as it can be shown: control characters, which could move the cursor or forge a line,
  /// are spelled out.
  public static String visible(Object name) {
    var text = new StringBuilder();
    name.toString()
        .codePoints()
        .forEach(
            character -> {
              if (Character.isISOControl(character)
                  || Character.getType(character) == Character.FORMAT) {
                text.append(String.format("\\u%04x", character));
              } else {
                text.appendCodePoint(character);
              }
            });
    return text.toString();
  }

  /// Prints one JSON object as a line of results.
  ///
  /// @param fields writes what stands between the braces
  public void printObject(Json.Body fields) {
    out.println(
        Json.text(
            json -> {
              json.writeStartObject();
              fields.write(json);
              json.writeEndObject();
            }));
  }

  /// A note beside the results.
  public void note(String message) {
    err.println(message);
    err.flush();
  }
}
