package dev.sightline.searcher;

import dev.sightline.library.FilterFields;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.WordAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a query, and how an image holds them in its names, captions and keywords.
final class WordMatch {
  /// No words.
  static final WordMatch NOTHING = new WordMatch("");

  private final String text;
  private final List<String> words;

  private WordMatch(String text) {
    this.text = text;
    this.words = WordAnalysis.meaningful(text);
  }

  /// What a query says in words; nothing when it also pushes one of them away.
  static WordMatch of(Query query) {
    var wanted = new WordMatch(sentences(query, meaning -> meaning.weight() > 0));
    List<String> unwanted =
        WordAnalysis.meaningful(sentences(query, meaning -> meaning.weight() < 0));
    return wanted.words.stream().anyMatch(unwanted::contains) ? NOTHING : wanted;
  }

  private static String sentences(Query query, Predicate<Query.Meaning> which) {
    return query.meanings().stream()
        .filter(which)
        .filter(Query.Text.class::isInstance)
        .map(meaning -> ((Query.Text) meaning).sentence())
        .collect(Collectors.joining(" "));
  }

  /// The text that is looked for; without words that mean something nothing is.
  String text() {
    return words.isEmpty() ? "" : text;
  }

  /// Which text of an image holds all words: a file name, a caption, a keyword; the first file name
  /// where they are spread over several.
  String in(IndexedImage image) {
    return texts(image)
        .filter(it -> WordAnalysis.words(it).containsAll(words))
        .findFirst()
        .orElseGet(() -> fileNames(image).findFirst().orElse(""));
  }

  /// Whether an image holds all words, in whichever of its texts.
  boolean isIn(IndexedImage image) {
    return !words.isEmpty()
        && texts(image)
            .flatMap(it -> WordAnalysis.words(it).stream())
            .collect(Collectors.toSet())
            .containsAll(words);
  }

  private static Stream<String> texts(IndexedImage image) {
    return Stream.concat(
        fileNames(image),
        image.annotations().stream()
            .flatMap(it -> Stream.concat(it.texts(), it.keywords().stream())));
  }

  private static Stream<String> fileNames(IndexedImage image) {
    return image.paths().stream().map(path -> path.getFileName().toString());
  }

  /// Whether the query is the very name of a file, with or without what comes after its last point.
  boolean names(IndexedImage image) {
    String wanted = FilterFields.folded(text.strip());
    return fileNames(image)
        .map(FilterFields::folded)
        .anyMatch(
            name -> name.equals(wanted) || withoutExtension(name).equals(Optional.of(wanted)));
  }

  private static Optional<String> withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? Optional.of(name.substring(0, dot)) : Optional.empty();
  }
}
