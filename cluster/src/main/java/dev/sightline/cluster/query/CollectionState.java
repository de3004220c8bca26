package dev.sightline.cluster.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.connection.ClusterFailure;
import dev.sightline.cluster.connection.ResponseTree;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryState;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.solr.client.solrj.SolrRequest.METHOD;
import org.apache.solr.client.solrj.impl.InputStreamResponseParser;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.GenericSolrRequest;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.util.NamedList;

/// What a collection says of itself, as a folder's library does in each commit: one property of the
/// collection, kept in ZooKeeper, so that it changes as a whole.
public final class CollectionState {
  private static final String PROPERTY = "sightline";
  private static final JsonFactory JSON = new JsonFactory();

  private CollectionState() {}

  /// Reads it.
  ///
  /// @throws LibraryException if there is no such collection, or Sightline did not make it, or a
  ///     newer or older one did
  public static LibraryState read(ClusterConnection connection) {
    ClusterAddress address = connection.address();
    var parameters = new ModifiableSolrParams();
    parameters.set("path", "/collections/%s/collectionprops.json".formatted(address.collection()));
    parameters.set("detail", true);
    var request = new GenericSolrRequest(METHOD.GET, "/admin/zookeeper", parameters);
    request.setResponseParser(new InputStreamResponseParser("json"));
    try {
      String properties = member(text(connection.admin(request).getResponse()), "data");
      String written = properties.isEmpty() ? "" : member(properties, PROPERTY);
      if (written.isEmpty()) {
        throw notOurs(connection);
      }
      return LibraryState.ofUserData(members(written), address.toString());
    } catch (IOException e) {
      throw LibraryException.elsewhere(
          Reason.NOT_A_LIBRARY,
          "What the collection at %s says of itself cannot be understood: %s."
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private static String text(NamedList<Object> answer) throws IOException {
    try (var stream = (InputStream) answer.get("stream")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Whether there is no such collection, or one that is not ours.
  private static LibraryException notOurs(ClusterConnection connection) {
    ClusterAddress address = connection.address();
    if (!exists(connection)) {
      return ClusterFailure.of(new SolrException(SolrException.ErrorCode.NOT_FOUND, ""), address);
    }
    return LibraryException.elsewhere(
        Reason.NOT_A_LIBRARY,
        "The collection at %s was not made by Sightline. Make one of another name with: sightline cluster create"
            .formatted(address));
  }

  /// Whether there is a collection of this name, whoever made it.
  public static boolean exists(ClusterConnection connection) {
    Object names =
        connection.admin(new CollectionAdminRequest.List()).getResponse().get("collections");
    return names instanceof java.util.List<?> all
        && all.contains(connection.address().collection());
  }

  /// The config set of a collection that is there.
  public static String configSet(ClusterConnection connection) {
    String name = connection.address().collection();
    var request = CollectionAdminRequest.getClusterStatus();
    request.setCollectionName(name);
    return ResponseTree.at(
            connection.admin(request).getResponse(), "cluster", "collections", name, "configName")
        .toString();
  }

  /// Whether there is no document in a collection.
  public static boolean isEmpty(ClusterConnection connection) {
    return connection.query(new CollectionQuery().rows(0).parameters()).getResults().getNumFound()
        == 0;
  }

  /// Writes it.
  public static void write(ClusterConnection connection, LibraryState state) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (var it : new TreeMap<>(state.toUserData()).entrySet()) {
        json.writeStringField(it.getKey(), it.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing a text in memory", e);
    }
    connection.admin(
        CollectionAdminRequest.setCollectionProperty(
            connection.address().collection(), PROPERTY, text.toString()));
  }

  /// The first text of a name, at whatever depth; empty when there is none.
  private static String member(String json, String name) throws IOException {
    try (JsonParser parser = JSON.createParser(new StringReader(json))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && name.equals(parser.currentName())) {
          return parser.getText();
        }
      }
      return "";
    }
  }

  private static Map<String, String> members(String json) throws IOException {
    var members = new HashMap<String, String>();
    try (JsonParser parser = JSON.createParser(new StringReader(json))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          members.put(parser.currentName(), parser.getText());
        }
      }
    }
    return members;
  }
}
