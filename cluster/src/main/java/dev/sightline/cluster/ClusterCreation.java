package dev.sightline.cluster;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.query.CollectionState;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.ConfigSetAdminRequest;
import org.apache.solr.common.util.ContentStreamBase;

/// Makes a collection: its schema as a config set, the collection over it, and last what it says of
/// itself. A creation that was broken off is finished by the next one.
public final class ClusterCreation {
  /// A graph of Lucene takes no more numbers.
  static final int MOST_DIMENSIONS = 1024;

  private ClusterCreation() {}

  /// What a collection is made of.
  ///
  /// @param model whose vectors are going to be put in
  /// @param shards parts that the images are spread over, at least 1
  /// @param replicas copies of each shard, at least 1
  public record Plan(LibraryModel model, int shards, int replicas) {
    /// Checks the numbers.
    public Plan {
      if (shards < 1 || replicas < 1) {
        throw new IllegalArgumentException(
            "A collection has at least one shard and one replica, got %d and %d."
                .formatted(shards, replicas));
      }
      if (model.dimension() > MOST_DIMENSIONS) {
        throw new IllegalArgumentException(
            "A cluster takes vectors of at most %,d numbers; those of model '%s' have %,d. Choose another model."
                .formatted(MOST_DIMENSIONS, model.name(), model.dimension()));
      }
    }
  }

  /// Makes a collection.
  ///
  /// @throws LibraryException if there is one of this name that is finished, or the cluster refuses
  public static void create(ClusterAddress address, ClusterSettings settings, Plan plan) {
    try (var connection = ClusterConnection.open(address, settings)) {
      if (CollectionState.exists(connection)) {
        requireUnfinished(connection);
      } else {
        String name = "sightline-" + address.collection();
        upload(connection, name, plan.model().dimension());
        connection.admin(
            CollectionAdminRequest.createCollection(
                address.collection(), name, plan.shards(), plan.replicas()));
      }
      CollectionState.write(connection, LibraryState.ofNew(plan.model()));
    }
  }

  /// A collection over our config set that does not yet say what it is, is one whose making was
  /// broken off; every other is somebody's.
  private static void requireUnfinished(ClusterConnection connection) {
    ClusterAddress address = connection.address();
    try {
      CollectionState.read(connection);
    } catch (LibraryException e) {
      if (e.reason() == Reason.NOT_A_LIBRARY
          && CollectionState.configSet(connection).equals("sightline-" + address.collection())
          && CollectionState.isEmpty(connection)) {
        return;
      }
      throw e;
    }
    throw LibraryException.elsewhere(
        Reason.HELD,
        "There is a collection '%s' already, at %s. Push into it, or choose another name."
            .formatted(address.collection(), address));
  }

  private static void upload(ClusterConnection connection, String name, int dimension) {
    var request = new ConfigSetAdminRequest.Upload();
    request.setConfigSetName(name);
    request.setOverwrite(true);
    request.setUploadStream(
        new ContentStreamBase.ByteArrayStream(zipped(dimension), "config set", "application/zip"));
    connection.admin(request);
  }

  private static byte[] zipped(int dimension) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String file : new String[] {"schema.xml", "solrconfig.xml"}) {
        zip.putNextEntry(new ZipEntry(file));
        String text = resource(file).replace("\"DIMENSION\"", "\"" + dimension + "\"");
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("packing the schema", e);
    }
    return bytes.toByteArray();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ClusterCreation.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
