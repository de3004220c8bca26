package dev.sightline.web.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.Client;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.images.ThumbnailStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Where a photo was taken: told by default, never by a thumbnail, and by nothing at all when the
/// server hides it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocationPrivacyTest {
  /// Its EXIF says where.
  private static final String PLACED = "city/eiffel-tower.jpg";

  private SampleLibrary library;
  private String address;

  @BeforeAll
  void indexAPhotoWithAPlace(@TempDir Path folder) throws Exception {
    library = SampleLibrary.of(folder, List.of(PLACED));
    address = "/api/v1/images/" + library.id(PLACED);
    assertThat(new String(Files.readAllBytes(library.photo(PLACED)), ISO_8859_1)).contains("Exif");
  }

  @AfterAll
  void closeTheLibrary() {
    library.close();
  }

  @Test
  void a_thumbnail_says_nothing_of_its_photo() throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      assertThat(Client.json(client.get(address)).at("/place/latitude").isNumber()).isTrue();
      for (int size : ThumbnailStore.SIZES) {
        byte[] jpeg = client.get(address + "/thumbnail?size=" + size).body();
        assertThat(new String(jpeg, ISO_8859_1)).startsWith("\u00ff\u00d8").doesNotContain("Exif");
      }
    }
  }

  @Test
  void a_server_that_hides_places_tells_none() throws Exception {
    try (var server = library.serve(WebOptions.anyPort().withoutPlaces());
        var client = new Client(server)) {
      JsonNode facts = Client.json(client.get(address));
      assertThat(facts.has("place")).isFalse();
      assertThat(facts.at("/width").isNumber()).isTrue();
      assertThat(Client.json(client.get("/api/v1/library")).at("/places").asBoolean()).isFalse();
      assertThat(client.get("/api/v1/search?q=near:48.85,2.29,5km").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void its_originals_are_the_whole_picture_and_nothing_else() throws Exception {
    try (var server = library.serve(WebOptions.anyPort().withoutPlaces());
        var client = new Client(server)) {
      HttpResponse<byte[]> original = client.get(address + "/original");

      assertThat(original.statusCode()).isEqualTo(200);
      assertThat(new String(original.body(), ISO_8859_1)).doesNotContain("Exif");
      var picture = ImageIO.read(new ByteArrayInputStream(original.body()));
      assertThat(picture.getWidth())
          .isEqualTo(Client.json(client.get(address)).at("/width").asInt());
      assertThat(client.get(address + "/original", "Range", "bytes=0-1").body())
          .containsExactly(0xff, 0xd8);
    }
  }
}
