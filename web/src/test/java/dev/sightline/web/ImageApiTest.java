package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.http.WebOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageApiTest {
  private static final String PANDA = "animals/wild/giant-panda.jpg";
  private static final String ROSE = "stamps/red-rose.jpg";

  private Path folder;
  private SampleLibrary library;
  private WebServer server;
  private Client client;

  @BeforeEach
  void serveTwoPhotos(@TempDir Path temporary) throws Exception {
    folder = temporary;
    library = SampleLibrary.of(folder, List.of(PANDA, ROSE));
    server = library.serve(WebOptions.anyPort());
    client = new Client(server);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  @Test
  void the_facts_of_an_image_are_told() throws Exception {
    JsonNode facts = Client.json(client.get(address(PANDA)));

    assertThat(facts.at("/id").asText()).isEqualTo(library.id(PANDA));
    assertThat(facts.at("/path").asText()).isEqualTo(library.photo(PANDA).toString());
    assertThat(facts.at("/format").asText()).isEqualTo("jpeg");
    assertThat(facts.at("/width").asInt()).isPositive();
  }

  @Test
  void a_thumbnail_is_a_small_jpeg_that_may_be_kept_forever() throws Exception {
    HttpResponse<byte[]> response = client.get(address(PANDA) + "/thumbnail");

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(Math.max(picture.getWidth(), picture.getHeight())).isEqualTo(480);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(response.headers().firstValue("Cache-Control"))
        .hasValue("private, max-age=31536000, immutable");
    assertThat(response.headers().firstValue("ETag")).isPresent();
  }

  @Test
  void a_thumbnail_that_the_browser_has_is_not_sent_again() throws Exception {
    String tag =
        client.get(address(PANDA) + "/thumbnail").headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> response = client.get(address(PANDA) + "/thumbnail", "If-None-Match", tag);

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void a_thumbnail_outlives_its_file_and_the_server() throws Exception {
    byte[] first = client.get(address(PANDA) + "/thumbnail").body();
    Files.delete(library.photo(PANDA));

    try (var restarted = library.serve(WebOptions.anyPort());
        var asking = new Client(restarted)) {
      assertThat(asking.get(address(PANDA) + "/thumbnail").body()).isEqualTo(first);
    }
  }

  @Test
  void an_image_without_file_and_thumbnail_is_gone() throws Exception {
    Files.delete(library.photo(PANDA));

    HttpResponse<byte[]> response = client.get(address(PANDA) + "/thumbnail");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Client.json(response).at("/detail").asText())
        .isEqualTo("The file of this image is no longer where it was indexed. Index again.");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void a_file_that_became_unreadable_has_no_thumbnail() throws Exception {
    byte[] whole = Files.readAllBytes(library.photo(PANDA));
    Files.write(library.photo(PANDA), Arrays.copyOf(whole, whole.length / 2));

    assertThat(client.get(address(PANDA) + "/thumbnail").statusCode()).isEqualTo(422);
  }

  @Test
  void an_original_is_the_file_itself() throws Exception {
    HttpResponse<byte[]> response = client.get(address(PANDA) + "/original");

    assertThat(response.body()).isEqualTo(Files.readAllBytes(library.photo(PANDA)));
    assertThat(response.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(response.headers().firstValue("Content-Length"))
        .hasValue(Long.toString(Files.size(library.photo(PANDA))));
    assertThat(response.headers().firstValue("Content-Disposition"))
        .hasValue("inline; filename*=UTF-8''giant-panda.jpg");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void a_name_of_any_characters_goes_into_the_header_encoded(@TempDir Path other) throws Exception {
    String name = "a \"b\"; *ü\u4e2d.jpg";
    try (var renamed = SampleLibrary.renamed(other, PANDA, name);
        var serving = renamed.serve(WebOptions.anyPort());
        var asking = new Client(serving)) {
      var response = asking.get("/api/v1/images/" + renamed.id(name) + "/original");

      assertThat(response.headers().firstValue("Content-Disposition"))
          .hasValue("inline; filename*=UTF-8''a%20%22b%22%3B%20%2A%C3%BC%E4%B8%AD.jpg");
    }
  }

  @Test
  void a_link_out_of_the_folder_is_not_followed() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "not a photo");
    Files.delete(library.photo(PANDA));
    Files.createSymbolicLink(library.photo(PANDA), secret);

    HttpResponse<byte[]> response = client.get(address(PANDA) + "/original");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(new String(response.body(), UTF_8)).doesNotContain("not a photo", "secret");
  }

  @Test
  void a_folder_that_became_a_link_out_is_not_followed() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(library.photo(PANDA), elsewhere.resolve("giant-panda.jpg"));
    Files.delete(library.photo("animals/wild"));
    Files.createSymbolicLink(library.photo("animals/wild"), elsewhere);

    assertThat(client.get(address(PANDA) + "/original").statusCode()).isEqualTo(404);
    assertThat(client.get(address(PANDA) + "/thumbnail").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000000000000000",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "%00",
        "*",
        "abc",
        "0000000000000000000000000000000g"
      })
  void an_unknown_id_is_not_found_whatever_it_looks_like(String id) throws Exception {
    for (String what : List.of("", "/thumbnail", "/original")) {
      String response =
          client.raw("GET /api/v1/images/" + id + what + " HTTP/1.1", "Host: localhost");

      assertThat(response)
          .matches(it -> it.startsWith("HTTP/1.1 404") || it.startsWith("HTTP/1.1 400"))
          .doesNotContain("root:", "Exception", "\tat ", folder.toString());
    }
  }

  @Test
  void paths_that_climb_lead_nowhere() throws Exception {
    for (String target :
        List.of("/../pom.xml", "/..%2f..%2fetc/passwd", "/api/v1/images/../../../etc/passwd")) {
      assertThat(client.raw("GET " + target + " HTTP/1.1", "Host: localhost"))
          .startsWith("HTTP/1.1 4")
          .doesNotContain("root:", "Exception");
    }
  }

  @Test
  void head_says_what_get_would_without_the_body() throws Exception {
    for (String what : List.of("", "/thumbnail", "/original")) {
      HttpResponse<byte[]> response = client.send("HEAD", address(PANDA) + what);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValue("Content-Type")).isPresent();
    }
    assertThat(client.send("HEAD", "/api/v1/images/abc").statusCode()).isEqualTo(404);
  }

  private String address(String photo) {
    return "/api/v1/images/" + library.id(photo);
  }
}
