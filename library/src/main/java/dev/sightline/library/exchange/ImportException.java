package dev.sightline.library.exchange;

/// Files that cannot be imported. The message names the file, the row and what was found; nothing
/// was imported.
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportException(String message) {
    super(message);
  }
}
