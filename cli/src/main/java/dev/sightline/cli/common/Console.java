package dev.sightline.cli.common;

import java.io.PrintWriter;

/// The output of a command: results go to standard output, everything else to standard error.
///
/// @param out results
/// @param err progress, notes and errors
/// @param isTerminal whether standard error is a terminal
public record Console(PrintWriter out, PrintWriter err, boolean isTerminal) {
  /// A name that is safe to print: control characters, which could move the cursor or forge a line,
  /// are escaped.
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

  /// Prints one JSON object as one line of results.
  ///
  /// @param fields writes the fields of the object
  public void printObject(Json.Body fields) {
    out.println(
        Json.text(
            json -> {
              json.writeStartObject();
              fields.write(json);
              json.writeEndObject();
            }));
  }

  /// Prints a line to standard error.
  public void note(String message) {
    err.println(message);
    err.flush();
  }
}
