package dev.sightline.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The OpenAPI document, and whether an answer is as it says. OpenAPI 3.1 is JSON Schema of
/// 2020-12, so an ordinary validator of that judges.
final class OpenApi {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;

  /// @param text the document, as it is served
  OpenApi(String text) throws IOException {
    this.document = MAPPER.readTree(text);
  }

  JsonNode document() {
    return document;
  }

  /// What is wrong with a real answer: its status, type, headers or body.
  ///
  /// @param method in lower case
  /// @param path as it stands in the document
  List<String> problemsOf(String method, String path, HttpResponse<byte[]> answer)
      throws IOException {
    JsonNode responses = document.at("/paths").path(path).path(method).path("responses");
    JsonNode response = resolved(responses.path(Integer.toString(answer.statusCode())));
    if (response.isMissingNode()) {
      return List.of("status " + answer.statusCode() + " is not documented");
    }
    var problems = new ArrayList<String>();
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (answer.headers().firstValue(name).isEmpty()) {
                problems.add("header " + name + " is missing");
              }
            });
    if (!response.has("content")) {
      return problems;
    }
    String type =
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .split(";", 2)[0]
            .toLowerCase(Locale.ROOT);
    JsonNode media = response.path("content").path(type);
    if (media.isMissingNode()) {
      problems.add("type " + type + " is not documented");
    } else if (type.endsWith("json")) {
      problems.addAll(problemsOf(media.path("schema"), MAPPER.readTree(answer.body())));
    }
    return problems;
  }

  /// What is wrong with a value.
  List<String> problemsOf(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components")); // where its references lead
    return SCHEMAS.getSchema(whole).validate(value).stream()
        .map(ValidationMessage::toString)
        .toList();
  }

  private JsonNode resolved(JsonNode part) {
    return Optional.ofNullable(part.get("$ref"))
        .map(it -> document.at(it.asText().substring(1)))
        .orElse(part);
  }
}
