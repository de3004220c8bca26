package dev.sightline.cli.labels;

import dev.sightline.cli.common.UsageException;
import dev.sightline.engine.Sightline;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.searcher.labels.Concept.Example;
import dev.sightline.searcher.labels.ConceptSample;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds the examples that arguments name: files of the library, content ids, or files from
/// elsewhere, which are embedded here.
final class ConceptSamples {
  private final Sightline library;

  ConceptSamples(Sightline library) {
    this.library = library;
  }

  /// @throws UsageException if an argument is neither an image nor an id; the message names it
  List<ConceptSample> of(List<String> named) {
    return named.stream().map(this::of).toList();
  }

  private ConceptSample of(String named) {
    var concepts = library.searcher().concepts();
    Optional<Path> file = existing(named);
    if (file.isEmpty()) {
      return concepts
          .sample(named)
          .orElseThrow(
              () ->
                  new UsageException(
                      "%s is neither a file nor the id of an image in the library."
                          .formatted(named)));
    }
    Path path = file.get().toAbsolutePath().normalize();
    return library
        .library()
        .imageAt(path)
        .flatMap(image -> concepts.sample(image.id()))
        .orElseGet(() -> embedded(path));
  }

  private static Optional<Path> existing(String named) {
    try {
      return Optional.of(Path.of(named)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private ConceptSample embedded(Path path) {
    try {
      float[] vector = library.searcher().embedding(ImageSource.ofFile(path));
      return new ConceptSample(new Example(path.toString(), path.toString()), vector);
    } catch (UnreadableImageException e) {
      throw new UsageException("%s cannot be an example: %s".formatted(path, e.getMessage()));
    }
  }
}
