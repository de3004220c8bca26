package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A client that nobody wrote for us: the one of Swagger, in JavaScript, makes calls from our
/// OpenAPI document alone (decision 0027).
class StockClientTest extends OnThePage {
  /// Answers each call with its status and its body, or for a picture its type.
  private static final String CALLS =
      """
      async (calls) => {
        const ui = await new Promise((made) => {
          const one = SwaggerUIBundle({ url: "/openapi.json", domNode: document.createElement("div"),
            onComplete: () => made(one) });
        });
        const spec = ui.specSelectors.specJson().toJS();
        const pixels = await (await fetch("/api/v1/images/" + calls[0].parameters.id + "/original")).blob();
        const answers = [];
        for (const { operationId, parameters, requestBody, picture } of calls) {
          const body = picture ? { ...requestBody, image: new File([pixels], "a.jpg") } : requestBody;
          const answer = await ui.fn.execute({ spec, operationId, parameters, requestBody: body })
            .catch((error) => error.response);
          answers.push({ status: answer.status, type: answer.headers["content-type"],
            body: answer.body ?? null });
        }
        return JSON.stringify(answers);
      }
      """;

  private String bundle = "";

  @BeforeAll
  void readTheClient() throws IOException {
    var about = new Properties();
    try (var stream = resource("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      about.load(stream);
    }
    try (var stream =
        resource(
            "/META-INF/resources/webjars/swagger-ui/%s/swagger-ui-bundle.js"
                .formatted(about.getProperty("version")))) {
      bundle = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream resource(String path) {
    InputStream stream = StockClientTest.class.getResourceAsStream(path);
    assertThat(stream).as(path).isNotNull();
    return stream;
  }

  private static Map<String, Object> call(String operation, Map<String, Object> parameters) {
    return Map.of("operationId", operation, "parameters", parameters);
  }

  @Test
  void calls_are_made_from_the_document_and_understood() throws Exception {
    String id = library.id(PANDA);
    open("docs/api");
    page.evaluate(bundle);

    JsonNode answers =
        new JsonMapper()
            .readTree(
                (String)
                    page.evaluate(
                        CALLS,
                        List.of(
                            call("image", Map.of("id", id)),
                            call("search", Map.of("q", "a cup of coffee", "k", 1)),
                            call("search", Map.of("q", "colour:red")),
                            call("thumbnail", Map.of("id", id, "size", 160)),
                            Map.of(
                                "operationId",
                                "searchByPicture",
                                "requestBody",
                                Map.of("k", 1),
                                "picture",
                                true),
                            Map.of(
                                "operationId",
                                "teachConcept",
                                "requestBody",
                                Map.of("name", "bear & co", "yes", List.of(id))),
                            call("concept", Map.of("name", "bear & co")),
                            call("forgetConcept", Map.of("name", "bear & co")))));

    assertThat(answers)
        .extracting(answer -> answer.at("/status").asInt())
        .containsExactly(200, 200, 400, 200, 200, 201, 200, 204);
    assertThat(answers.at("/0/body/id").asText()).isEqualTo(id);
    assertThat(answers.at("/1/body/hits")).hasSize(1);
    assertThat(answers.at("/1/body/hits/0/id").asText()).isEqualTo(library.id(COFFEE));
    assertThat(answers.at("/2/body/position").asInt()).isZero();
    assertThat(answers.at("/3/type").asText()).isEqualTo("image/jpeg");
    assertThat(answers.at("/4/body/hits/0/id").asText()).isEqualTo(id);
    assertThat(answers.at("/6/body")).isEqualTo(answers.at("/5/body"));
  }
}
