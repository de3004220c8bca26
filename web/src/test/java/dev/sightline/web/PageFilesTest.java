package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.http.WebOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the page: how they are written, and how they are served.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageFilesTest {
  private static final int MOST_LINES = 200;

  /// The sources: the folder of compiled classes may still have files that were renamed since.
  private static final Path ROOT =
      Path.of(System.getProperty("sightline.project", ".")).resolve("web/src/main/resources/page");

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml");

  /// Files that a browser asks for by name; each of the others has to be named by a file.
  private static final Set<String> ENTRIES = Set.of("index.html", "api-docs.js", "api-docs.css");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "from \"([^\"]+)\"|(?:href|src)=\"([^\"#]+\\.\\w+)\"|load\\w+\\(\"([^\"]+)\"\\)");

  private SampleLibrary library;
  private WebServer server;
  private Client client;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    library = SampleLibrary.create(folder);
    server = library.serve(WebOptions.anyPort());
    client = new Client(server);
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_has_its_media_type_the_policy_and_a_tag_to_revalidate_it(String file)
      throws Exception {
    HttpResponse<byte[]> answer = client.get("/" + file);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue(MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=0");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(client.get("/" + file, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(
            client
                .get("/" + file, "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .hasValue("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/search", "/search/", "/shared/", "/panels/", "/viewer/"})
  void a_folder_has_no_address(String folder) throws Exception {
    assertThat(client.get(folder).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_is_short_and_begins_with_what_it_is_for(String file) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(file));

    assertThat(lines.size()).isLessThanOrEqualTo(MOST_LINES);
    if (!file.endsWith(".svg")) {
      String start = lines.getFirst().equals("<!doctype html>") ? lines.get(1) : lines.getFirst();
      assertThat(start).matches("(// |/\\* |<!-- )\\p{Lu}.*");
    }
  }

  @Test
  void every_file_that_another_one_names_is_there_and_no_file_is_left_over() throws IOException {
    List<String> files = files();
    var named = new ArrayList<String>(ENTRIES);
    for (String file : files) {
      Path folder = Path.of("/" + file).getParent();
      REFERENCE
          .matcher(Files.readString(ROOT.resolve(file)))
          .results()
          .map(PageFilesTest::reference)
          .map(reference -> Objects.requireNonNull(folder).resolve(reference).normalize())
          .forEach(target -> named.add(target.toString().replace('\\', '/').substring(1)));
    }

    assertThat(List.copyOf(new TreeSet<>(named))).isEqualTo(files);
  }

  private static String reference(MatchResult match) {
    return Stream.of(1, 2, 3).map(match::group).filter(Objects::nonNull).findFirst().orElseThrow();
  }
}
