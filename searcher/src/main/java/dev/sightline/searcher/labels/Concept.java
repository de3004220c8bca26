package dev.sightline.searcher.labels;

import dev.sightline.searcher.query.QueryPrinter;
import java.util.List;
import java.util.Optional;

/// Something that a person taught from a few examples: a name, what shows it and what does not, and
/// the classifier that was fitted to them ([ConceptFit]).
///
/// @param name as `concept:NAME` asks for it
/// @param yes examples
/// @param no counter-examples; may be none
/// @param fitted the classifier, for one model; empty when it has to be fitted anew
public record Concept(
    String name, List<Example> yes, List<Example> no, Optional<ConceptClassifier> fitted) {
  /// Copies the lists.
  public Concept {
    yes = List.copyOf(yes);
    no = List.copyOf(no);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a concept has a name");
    }
  }

  /// One example.
  ///
  /// @param id hash of its bytes, by which it is found in the library
  /// @param path where it lay when it was given
  public record Example(String id, String path) {}

  /// What asks for the photos that have it, in the query language.
  public String clause() {
    return "concept:" + QueryPrinter.value(name);
  }

  /// This concept with a classifier.
  Concept with(ConceptClassifier classifier) {
    return new Concept(name, yes, no, Optional.of(classifier));
  }
}
