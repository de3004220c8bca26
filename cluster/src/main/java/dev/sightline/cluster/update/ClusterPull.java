package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.lucene.ThumbnailFolder;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.retrieval.PartialAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.solr.common.SolrDocument;

/// Brings images of a collection into a library in a folder, with their vectors and thumbnails. The
/// library is tied to no folder of photos: an index run does not take for missing what was left
/// behind. A second pull into the same folder renews what is there.
public final class ClusterPull {
  private static final List<String> FIELDS =
      List.of(
          CollectionFields.RECORD,
          CollectionFields.EMBEDDING,
          CollectionFields.PIXELS,
          CollectionFields.THUMBNAIL);

  private final ClusterLibrary source;

  /// @param source the caller closes it
  public ClusterPull(ClusterLibrary source) {
    this.source = source;
  }

  /// Brings the images that satisfy filters.
  ///
  /// @param folder of a library, made when it is not there
  /// @return how many
  /// @throws LibraryException if the folder holds another model's library or cannot be written, or
  ///     a part of the cluster does not answer; what was brought before stays
  public long pull(List<Query.Filter> filters, Path folder) {
    var model = source.state().model();
    var pulled =
        PartialAnswers.watch(
            () -> {
              try (var writer = LibraryWriter.open(folder, model)) {
                long[] images = new long[1];
                source
                    .cursor()
                    .forEachPart(
                        source.question(filters),
                        FIELDS,
                        part -> {
                          part.forEach(it -> keep(it, writer, model.imageFingerprint(), folder));
                          images[0] += part.size();
                          writer.commit();
                        });
                writer.commit();
                return images[0];
              }
            });
    if (pulled.partial()) {
      throw LibraryException.elsewhere(
          Reason.UNREACHABLE,
          "A part of the cluster at %s did not answer: %,d images were brought to %s, others are missing. Pull again when it is whole."
              .formatted(source.place(), pulled.value(), folder));
    }
    return pulled.value();
  }

  private static void keep(SolrDocument document, LibraryWriter writer, String model, Path folder) {
    writer.put(CollectionDocuments.stored(document, model));
    Optional<byte[]> thumbnail = CollectionDocuments.binary(document, CollectionFields.THUMBNAIL);
    if (thumbnail.isPresent()) {
      try {
        new ThumbnailFolder(LibraryWriter.thumbnailFolder(folder))
            .write(CollectionDocuments.id(document), thumbnail.get());
      } catch (IOException e) {
        throw new UncheckedIOException("keeping a thumbnail in " + folder, e);
      }
    }
  }
}
