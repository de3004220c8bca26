package dev.sightline.library.exchange;

/// Files that cannot be imported. The message states the file, the row and the problem; nothing was
/// imported.
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportException(String message) {
    super(message);
  }
}
