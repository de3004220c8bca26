package dev.sightline.searcher.duplicates;

/// How the files of a group are the same.
public enum DuplicateKind {
  /// The same bytes.
  IDENTICAL("identical"),
  /// The same picture, compressed or resized anew, or with its edges cut off.
  RE_ENCODED("re-encoded"),
  /// Shots of one moment.
  BURST("burst");

  private final String label;

  DuplicateKind(String label) {
    this.label = label;
  }

  /// The name in the API.
  public String label() {
    return label;
  }
}
