package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.query.CollectionQuery;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.KnownFiles.Known;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.searcher.retrieval.PartialAnswers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.solr.common.SolrDocument;

/// Finds images of a collection by where they lie. Half an answer is none: what is missing in it
/// would be taken for new, and embedded again.
final class CollectionPaths {
  private final ClusterLibrary library;

  CollectionPaths(ClusterLibrary library) {
    this.library = library;
  }

  /// Looks whether every part of the collection answers.
  ///
  /// @throws LibraryException if one does not
  void requireWhole() {
    whole(() -> library.connection().query(new CollectionQuery().rows(0).parameters()));
  }

  /// Visits every document of which a file may lie at or below one of some places: small and large
  /// letters count alike.
  void forEachBelow(List<Path> places, List<String> fields, Consumer<SolrDocument> visitor) {
    if (places.isEmpty()) {
      return;
    }
    var question = new CollectionQuery();
    var ways = new ArrayList<String>();
    for (Path place : places) {
      String term = CollectionDocuments.pathTerm(place);
      String separator = place.getFileSystem().getSeparator();
      ways.add(question.term(CollectionFields.PATH, term));
      ways.add(
          question.prefix(
              CollectionFields.PATH, term.endsWith(separator) ? term : term + separator));
    }
    question.filter(List.of(question.any(ways)));
    whole(
        () -> {
          library.cursor().forEachPart(question, fields, part -> part.forEach(visitor));
          return true;
        });
  }

  /// Visits every file at or below one of some places.
  void forEachFile(List<Path> places, Consumer<Known> visitor) {
    forEachBelow(
        places,
        List.of(CollectionFields.RECORD),
        document ->
            CollectionDocuments.image(document).files().stream()
                .filter(it -> liesBelow(it.path(), places))
                .forEach(it -> visitor.accept(known(document, it))));
  }

  private static boolean liesBelow(Path path, List<Path> places) {
    return places.stream().anyMatch(it -> path.equals(it) || StoredPath.liesUnder(path, it));
  }

  /// The image that lies at a path.
  Optional<Known> at(Path path) {
    var question = new CollectionQuery();
    question
        .set("fl", CollectionFields.ID + "," + CollectionFields.RECORD)
        .rows(100)
        .filter(List.of(question.term(CollectionFields.PATH, CollectionDocuments.pathTerm(path))));
    return whole(() -> library.connection().query(question.parameters()).getResults()).stream()
        .flatMap(
            document ->
                CollectionDocuments.image(document).file(path).stream()
                    .map(file -> known(document, file)))
        .findFirst();
  }

  private static Known known(SolrDocument document, IndexedFile file) {
    return new Known(Optional.of(CollectionDocuments.id(document)), file);
  }

  private <T> T whole(Supplier<T> asking) {
    var answer = PartialAnswers.watch(asking);
    if (answer.partial()) {
      throw LibraryException.elsewhere(
          Reason.UNREACHABLE,
          "A part of the cluster at %s did not answer, so that nobody can say what is new. Index again when it is whole: sightline cluster info says how it is."
              .formatted(library.place()));
    }
    return answer.value();
  }
}
