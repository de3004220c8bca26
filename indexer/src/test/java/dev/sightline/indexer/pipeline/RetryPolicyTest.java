package dev.sightline.indexer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unchanged quarantined files that are tried again automatically.
class RetryPolicyTest {
  private static final byte[] HEIC_HEADER =
      "\0\0\0\u0018ftypheic\0\0\0\0mif1heic\0\0\0\fmeta\0\0\0\0\0\0\0\bmdat"
          .getBytes(StandardCharsets.ISO_8859_1);

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  /// A decoder with a configurable list of system decoders. With any it reads every file as a PNG.
  private static final class Machine implements ImageDecoder {
    private final ImageDecoder bare =
        ImageDecoder.create(DecodeLimits.DEFAULT, SystemDecoders.none());
    private String decoders = "";
    private int calls;

    @Override
    public DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException {
      calls++;
      return bare.decode(
          decoders.isEmpty() ? source : ImageSource.ofBytes("a", PhotoFolder.image(1)), shortSide);
    }

    @Override
    public String systemDecoders() {
      return decoders;
    }
  }

  @Test
  void an_image_without_a_decoder_comes_in_when_one_is_installed() throws IOException {
    var machine = new Machine();
    folder.write("a.heic", HEIC_HEADER);
    folder.index(PhotoFolder.settings(), machine);
    assertThat(folder.quarantined()).containsExactly("a.heic DECODER_MISSING");

    machine.decoders = "HEIC: libheif 1.15.1";
    var report = folder.index(PhotoFolder.settings(), machine);

    assertThat(report.added()).isEqualTo(1);
    assertThat(folder.quarantined()).isEmpty();
    assertThat(folder.indexed()).containsOnlyKeys(folder.photos().resolve("a.heic"));
  }

  /// A decoder without memory for any image, which counts how often it was asked.
  private static final class Starved implements ImageDecoder {
    private int calls;

    @Override
    public synchronized DecodedImage decode(ImageSource source, int shortSide) {
      calls++;
      throw new OutOfMemoryError("as if");
    }
  }

  @Test
  void an_image_that_there_was_no_memory_for_is_tried_again_when_asked_only() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    var starved = new Starved();
    folder.index(PhotoFolder.settings(), starved);
    assertThat(folder.quarantined()).containsExactly("a.png OUT_OF_MEMORY");
    assertThat(starved.calls).isEqualTo(2); // once with others, once alone

    var again = folder.index(PhotoFolder.settings(), starved);
    assertThat(starved.calls).isEqualTo(2);
    assertThat(again.skipped()).extracting(SkippedFile::reason).containsExactly("OUT_OF_MEMORY");

    var report = folder.index(PhotoFolder.settings().withRetry(true), List.of());
    assertThat(report.added()).isEqualTo(1);
    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void an_image_that_there_is_memory_for_when_it_is_alone_comes_in_at_once() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("b.png", PhotoFolder.image(1));
    var once = new AtomicBoolean();
    ImageDecoder real = ImageDecoder.create(DecodeLimits.DEFAULT);
    ImageDecoder starvedOnce =
        (source, shortSide) -> {
          if (!once.getAndSet(true)) {
            throw new OutOfMemoryError("as if");
          }
          return real.decode(source, shortSide);
        };

    var report = folder.index(PhotoFolder.settings(), starvedOnce);

    assertThat(report.added()).isEqualTo(2);
    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void a_photo_that_there_is_no_memory_for_any_more_stays_and_is_not_tried_in_every_run()
      throws IOException {
    Path file = folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    folder.write("a.png", PhotoFolder.image(2));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    var starved = new Starved();

    folder.index(PhotoFolder.settings(), starved);
    folder.index(PhotoFolder.settings(), starved);

    assertThat(starved.calls).isEqualTo(2);
    assertThat(folder.indexed()).containsOnlyKeys(file);
  }

  @Test
  void a_record_is_due_when_java_has_clearly_more_memory() {
    QuarantinedFile record =
        new QuarantinedFile(
            new IndexedFile(Path.of("/a.heic"), 1, 2, "key"),
            "OUT_OF_MEMORY",
            "Because.",
            3,
            "2",
            Optional.of("x"),
            OptionalLong.of(1_000));

    assertThat(new RetryPolicy("2", () -> "x", 1_000).isDue(record)).isFalse();
    assertThat(new RetryPolicy("2", () -> "x", 1_249).isDue(record)).isFalse();
    assertThat(new RetryPolicy("2", () -> "x", 1_250).isDue(record)).isTrue();
    assertThat(new RetryPolicy("2", () -> "x", 500).isDue(record)).isFalse();
    assertThat(new RetryPolicy("3", () -> "x", 1_000).isDue(record)).isTrue();
    assertThat(
            new RetryPolicy("2", () -> "x", 1_000)
                .isDue(record("OUT_OF_MEMORY", "2", Optional.of("x"))))
        .isTrue(); // a record of before it was noted
  }

  @Test
  void with_the_same_decoders_and_version_it_is_not_tried_again() throws IOException {
    var machine = new Machine();
    folder.write("a.heic", HEIC_HEADER);
    folder.index(PhotoFolder.settings(), machine);

    folder.index(PhotoFolder.settings(), machine);

    assertThat(machine.calls).isEqualTo(1);
  }

  @Test
  void another_version_tries_every_file_again_once() throws IOException {
    var machine = new Machine();
    var newer =
        new IndexSettings(
            2, false, false, Optional.empty(), Optional.empty(), "newer", Clock.systemUTC());
    folder.write("a.heic", HEIC_HEADER);
    folder.write("b.png", new byte[0]);
    folder.index(PhotoFolder.settings(), machine);
    machine.calls = 0;

    folder.index(newer, machine);
    folder.index(newer, machine);

    assertThat(machine.calls).isEqualTo(1); // the empty file is refused before it is decoded
    assertThat(folder.quarantined()).containsExactly("a.heic DECODER_MISSING", "b.png EMPTY");
    try (var reader = LibraryReader.open(folder.library())) {
      assertThat(reader.quarantined()).extracting(QuarantinedFile::version).containsOnly("newer");
    }
  }

  @Test
  void a_record_is_due_by_version_by_decoders_where_these_matter_and_when_it_is_old() {
    var now = new RetryPolicy("2", () -> "HEIC: libheif", 1);

    assertThat(now.isDue(record("TRUNCATED", "1", Optional.of("HEIC: libheif")))).isTrue();
    assertThat(now.isDue(record("TRUNCATED", "2", Optional.of("HEIC: none")))).isFalse();
    assertThat(now.isDue(record("UNSUPPORTED", "2", Optional.of("HEIC: none")))).isTrue();
    assertThat(now.isDue(record("DECODER_MISSING", "2", Optional.of("HEIC: none")))).isTrue();
    assertThat(now.isDue(record("DECODER_MISSING", "2", Optional.of("HEIC: libheif")))).isFalse();
    assertThat(now.isDue(record("TRUNCATED", "2", Optional.empty()))).isTrue();
  }

  private static QuarantinedFile record(String reason, String version, Optional<String> decoders) {
    var file = new IndexedFile(Path.of("/a.heic"), 1, 2, "key");
    return new QuarantinedFile(file, reason, "Because.", 3, version, decoders);
  }
}
