package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.LocalStateReader;
import dev.sightline.cluster.query.CollectionQuery;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.cluster.schema.LocalIndexState;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.solr.common.SolrDocument;

/// A collection as an index run sees it. Images are asked for by id in their newest form, whether
/// it can be searched already or not.
final class ClusterReader implements IndexedLibrary {
  private static final String[] STORED = {
    CollectionFields.RECORD, CollectionFields.EMBEDDING, CollectionFields.PIXELS
  };

  private final ClusterLibrary library;
  private final LocalStateReader note;
  private final Path folder;
  private final boolean everything;

  /// @param library the caller closes it
  /// @param everything whether all files of the roots are going to be compared, or a few
  ClusterReader(ClusterLibrary library, LocalIndexState note, boolean everything) {
    this.library = library;
    this.note = new LocalStateReader(note);
    this.folder = note.folder();
    this.everything = everything;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public LibraryState state() {
    return LocalIndexState.state(note.state(), library.state());
  }

  @Override
  public void refresh() {
    note.refresh();
  }

  @Override
  public boolean contains(String id) {
    return library.newest(id).isPresent();
  }

  @Override
  public Optional<StoredVector> stored(String id) {
    return library.newest(id, STORED).map(this::stored);
  }

  private StoredVector stored(SolrDocument document) {
    return CollectionDocuments.stored(document, library.state().model().imageFingerprint());
  }

  @Override
  public Optional<StoredVector> withPixels(String pixels) {
    var question = new CollectionQuery();
    question
        .set("fl", CollectionFields.ID + "," + String.join(",", STORED))
        .rows(1)
        .filter(List.of(question.term(CollectionFields.PIXELS, pixels)));
    return library.connection().query(question.parameters()).getResults().stream()
        .map(this::stored)
        .findFirst();
  }

  @Override
  public KnownFiles knownFiles() {
    var places = new CollectionPaths(library);
    List<Path> roots = state().roots().stream().map(LibraryRoot::folder).toList();
    return new CollectionFiles(places, roots, note.knownFiles(), everything);
  }

  @Override
  public Optional<QuarantinedFile> quarantinedAt(Path path) {
    return note.quarantinedAt(path);
  }

  @Override
  public List<QuarantinedFile> quarantined() {
    return note.quarantined();
  }

  @Override
  public void forEach(Consumer<StoredVector> visitor) {
    List<Path> roots = state().roots().stream().map(LibraryRoot::folder).toList();
    new CollectionPaths(library)
        .forEachBelow(roots, List.of(STORED), it -> visitor.accept(stored(it)));
  }

  @Override
  public void close() {
    note.close();
  }
}
