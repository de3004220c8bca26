package dev.sightline.web.concepts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.LabelException;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The labels and the images of a classification. Labels are names, never files of the server.
///
/// @param labels 1 to [#MOST]
/// @param ids content ids of images of the library; empty for an uploaded image
record ClassifyRequest(LabelSet labels, List<String> ids) {
  /// Maximum number of labels, and of images. Each label is several sentences for the text encoder,
  /// and each image is read.
  static final int MOST = 100;

  private static final int LONGEST = 100;

  /// Copies the list.
  ClassifyRequest {
    ids = List.copyOf(ids);
  }

  /// Reads the labels of a form.
  ///
  /// @throws ApiException 400 if there are none, or too many
  static ClassifyRequest labels(Map<String, List<String>> form) {
    String text = SearchParameters.value(form, "labels").orElse("");
    List<String> names =
        Stream.of(text.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
    return new ClassifyRequest(set(names), List.of());
  }

  /// Reads a JSON body.
  ///
  /// @throws ApiException 400 if a member is missing, unknown, or not valid
  static ClassifyRequest of(JsonNode body) {
    Json.requireMembers(body, "labels", "ids");
    List<String> ids = texts(body, "ids");
    if (ids.isEmpty() || ids.size() > MOST) {
      throw wrong("'ids' names 1 to %d images.".formatted(MOST));
    }
    return new ClassifyRequest(set(texts(body, "labels")), ids);
  }

  private static List<String> texts(JsonNode body, String member) {
    var texts = new ArrayList<String>();
    JsonNode values = body.path(member);
    for (JsonNode value : values) {
      if (!values.isArray() || !value.isTextual() || value.asText().isBlank()) {
        throw wrong("'%s' is a list of strings.".formatted(member));
      }
      texts.add(value.asText().strip());
    }
    return texts;
  }

  private static LabelSet set(List<String> names) {
    if (names.isEmpty() || names.size() > MOST) {
      throw wrong("'labels' names 1 to %d things to tell apart.".formatted(MOST));
    }
    if (names.stream().anyMatch(it -> it.length() > LONGEST)) {
      throw wrong("A label has at most %d characters.".formatted(LONGEST));
    }
    try {
      return new LabelSet("'labels'", names.stream().map(Label::of).toList());
    } catch (LabelException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private static ApiException wrong(String sentence) {
    return new ApiException(ApiException.BAD_REQUEST, sentence);
  }
}
