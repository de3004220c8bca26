package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.ranking.Answer.MatchesRelation;
import dev.sightline.searcher.ranking.Answer.Strategy;
import dev.sightline.searcher.request.Cursor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The JSON that programs read, field by field as `docs/reference/cli.md` promises it.
class AnswerJsonTest {
  private static final ImageMetadata KNOWN =
      new ImageMetadata(
          "jpeg",
          4032,
          3024,
          6,
          Optional.of(LocalDateTime.of(2021, 7, 3, 18, 22, 0)),
          Optional.of(ZoneOffset.ofHours(2)),
          Optional.of("NIKON"),
          Optional.of("D750"),
          Optional.of("50 mm"),
          Optional.of(new ImageMetadata.Place(48.85, 2.35)),
          OptionalInt.of(400),
          OptionalDouble.of(50),
          OptionalDouble.of(1.8));
  private static final ImageMetadata UNKNOWN =
      new ImageMetadata(
          "png",
          10,
          20,
          1,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  @Test
  void an_answer_has_exactly_the_promised_fields() throws Exception {
    var hit =
        new Answer.Hit(
            1,
            image(KNOWN, "/photos/a.jpg", "/photos/ü \"b\"\n.jpg"),
            OptionalDouble.of(0.3123456789),
            OptionalDouble.of(0.97),
            OptionalDouble.of(0.31),
            Optional.of("ü b.jpg"),
            List.of());
    var answer =
        new Answer(
            "dog on a beach",
            "sightline-tiny",
            Duration.ofNanos(4_123_456),
            Strategy.GRAPH,
            12,
            MatchesRelation.GTE,
            0.5,
            true,
            List.of(hit),
            Optional.empty(),
            Optional.of(new Cursor(1, 1, 5, List.of("9f"))),
            false,
            List.of());

    String json = AnswerJson.write(answer);

    assertThat(json).doesNotContain("\n");
    assertThat(parse(json))
        .isEqualTo(
            parse(
                """
                {"query": "dog on a beach", "model": "sightline-tiny", "tookMs": 4.123,
                 "strategy": "graph", "matches": 12, "matchesRelation": "gte", "cut": 0.5,
                 "calibrated": true, "cursor": "MSAxIDUgOWY",
                 "hits": [{"rank": 1, "id": "9f", "path": "/photos/a.jpg",
                   "paths": ["/photos/a.jpg", "/photos/ü \\"b\\"\\n.jpg"],
                   "score": 0.312346, "confidence": 0.97,
                   "width": 4032, "height": 3024, "taken": "2021-07-03T18:22:00", "dateSource": "exif",
                   "why": {"text": 0.31, "name": "ü b.jpg"}}]}
                """));
  }

  @Test
  void what_is_not_known_is_null_and_never_left_out() throws Exception {
    var hit =
        new Answer.Hit(
            1,
            image(UNKNOWN, "/a.png"),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            List.of());
    var answer =
        new Answer(
            "",
            "tiny",
            Duration.ZERO,
            Strategy.FILTER,
            1,
            MatchesRelation.EQ,
            0,
            false,
            List.of(hit),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of());

    assertThat(parse(AnswerJson.write(answer)))
        .isEqualTo(
            parse(
                """
                {"query": "", "model": "tiny", "tookMs": 0.0, "strategy": "filter", "matches": 1,
                 "matchesRelation": "eq", "cut": 0.0, "calibrated": false, "cursor": null,
                 "hits": [{"rank": 1, "id": "9f", "path": "/a.png", "paths": ["/a.png"],
                   "score": null, "confidence": null, "width": 10, "height": 20, "taken": null, "dateSource": "file",
                   "why": {"text": null, "name": null}}]}
                """));
  }

  @Test
  void an_answer_of_nothing_has_an_empty_list_and_says_when_a_part_did_not_answer()
      throws Exception {
    var answer =
        new Answer(
            "x",
            "tiny",
            Duration.ZERO,
            Strategy.EXACT,
            0,
            MatchesRelation.EQ,
            0.5,
            false,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            true,
            List.of("read in 2 parts"));

    JsonNode json = parse(AnswerJson.write(answer));
    assertThat(json.get("partial").booleanValue()).isTrue();
    assertThat(json.get("notes").get(0).asText()).isEqualTo("read in 2 parts");

    assertThat(json.get("hits")).isEmpty();
    assertThat(json.get("strategy").asText()).isEqualTo("exact");
  }

  @Test
  void an_image_is_written_with_all_its_facts() throws Exception {
    assertThat(parse(AnswerJson.write(image(KNOWN, "/a.jpg"))))
        .isEqualTo(
            parse(
                """
                {"id": "9f", "path": "/a.jpg", "paths": ["/a.jpg"], "width": 4032, "height": 3024,
                 "taken": "2021-07-03T18:22:00", "dateSource": "exif", "format": "jpeg", "bytes": 1234,
                 "takenOffset": "+02:00", "cameraMake": "NIKON", "cameraModel": "D750",
                 "lens": "50 mm", "place": {"latitude": 48.85, "longitude": 2.35}, "iso": 400,
                 "focalLength": 50.0, "aperture": 1.8}
                """));
  }

  @Test
  void an_image_of_unknown_facts_has_nulls() throws Exception {
    assertThat(parse(AnswerJson.write(image(UNKNOWN, "/a.png"))))
        .isEqualTo(
            parse(
                """
                {"id": "9f", "path": "/a.png", "paths": ["/a.png"], "width": 10, "height": 20,
                 "taken": null, "dateSource": "file", "format": "png", "bytes": 1234, "takenOffset": null,
                 "cameraMake": null, "cameraModel": null, "lens": null, "place": null,
                 "iso": null, "focalLength": null, "aperture": null}
                """));
  }

  @Test
  void a_date_of_the_file_s_name_is_told_with_its_source() throws Exception {
    var json = parse(AnswerJson.write(image(UNKNOWN, "/IMG_20190311_081502.png")));

    assertThat(json.get("taken").asText()).isEqualTo("2019-03-11T08:15:02");
    assertThat(json.get("dateSource").asText()).isEqualTo("name");
  }

  private static IndexedImage image(ImageMetadata facts, String... paths) {
    var files =
        List.of(paths).stream().map(path -> new IndexedFile(Path.of(path), 1234, 5, "")).toList();
    return new IndexedImage("9f", files, facts);
  }

  private static JsonNode parse(String json) throws Exception {
    return new ObjectMapper().readTree(json);
  }
}
