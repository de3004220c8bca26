package dev.sightline.web.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.AnswerJson;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.WebOptions;

/// The JSON of the command line as it goes over HTTP: with addresses of pictures, and without what
/// a caller is not to know.
///
/// @param paths whether the caller may know where files lie on this machine
/// @param places whether callers may know where photos were taken
public record AnswerView(boolean paths, boolean places) {
  public static final String PREFIX = "/api/v1";

  /// The view of a caller.
  public static AnswerView of(Caller caller, WebOptions options) {
    return new AnswerView(caller.isTrusted(), !options.stripLocation());
  }

  /// An answer as one line of text.
  public String json(Answer answer) {
    JsonNode tree = Json.tree(AnswerJson.write(answer));
    for (JsonNode hit : tree.path("hits")) {
      show((ObjectNode) hit);
      for (JsonNode folded : hit.path("collapsed")) {
        show((ObjectNode) folded);
      }
    }
    return Json.text(tree);
  }

  /// The facts of an image as one line of text.
  public String json(IndexedImage image) {
    var tree = (ObjectNode) Json.tree(AnswerJson.write(image));
    show(tree);
    String address = addressOf(image.id());
    tree.put("original", address + "/original");
    tree.put("similar", address + "/similar");
    return Json.text(tree);
  }

  private void show(ObjectNode image) {
    image.put("thumbnail", addressOf(image.path("id").asText()) + "/thumbnail");
    if (!paths) {
      image.remove("path");
      image.remove("paths");
    }
    if (!places) {
      image.remove("place");
    }
  }

  /// The address of an image's facts; those of its pictures lie below.
  public static String addressOf(String id) {
    return PREFIX + "/images/" + id;
  }
}
