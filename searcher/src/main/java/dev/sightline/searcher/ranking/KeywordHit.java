package dev.sightline.searcher.ranking;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.schema.WordAnalysis;
import dev.sightline.searcher.query.KeywordQuery;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How one image holds the words of a query in its names, captions and keywords.
public final class KeywordHit {
  private final KeywordQuery words;

  public KeywordHit(KeywordQuery words) {
    this.words = words;
  }

  /// Which text of an image holds all words: a file name, a caption, a keyword; the first file name
  /// where they are spread over several.
  String in(IndexedImage image) {
    return texts(image)
        .filter(it -> WordAnalysis.words(it).containsAll(words.wanted()))
        .findFirst()
        .orElseGet(() -> fileNames(image).findFirst().orElse(""));
  }

  /// Whether an image holds all words, in whichever of its texts, and none that is pushed away.
  public boolean isIn(IndexedImage image) {
    Set<String> held =
        texts(image)
            .flatMap(it -> WordAnalysis.words(it).stream())
            .collect(Collectors.toUnmodifiableSet());
    return !words.isEmpty()
        && held.containsAll(words.wanted())
        && words.unwanted().stream().noneMatch(held::containsAll);
  }

  private static Stream<String> texts(IndexedImage image) {
    List<String> beside =
        image.annotations().stream()
            .flatMap(it -> Stream.concat(it.allTexts(), it.allKeywords().stream()))
            .toList();
    return Stream.concat(fileNames(image), beside.stream());
  }

  private static Stream<String> fileNames(IndexedImage image) {
    return image.paths().stream().map(path -> path.getFileName().toString());
  }
}
