package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.lucene.LibraryReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens to photos, raw files, sidecars and captions between two runs, the library then
/// says what one says that is made anew. Replay a seed with `-Dsightline.seed=`.
class RandomAttachmentsTest {
  private static final int ROUNDS = 5;
  private static final int CHANGES_A_ROUND = 6;

  @TempDir private Path temporary;

  static LongStream seeds() {
    Long replayed = Long.getLong("sightline.seed");
    return replayed == null ? LongStream.range(0, 16) : LongStream.of(replayed);
  }

  /// An image as it is shown.
  private record Shown(String id, List<Path> paths, List<Annotations> annotations) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_library_says_what_one_that_is_made_anew_says(long seed) throws IOException {
    play(seed, (folder, _) -> folder.index());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void so_it_does_when_runs_look_at_nothing_but_what_has_changed(long seed) throws IOException {
    new PhotoFolder(temporary).index(); // a part is looked at in a library that is there
    play(seed, (folder, changed) -> folder.indexPart(PhotoFolder.settings(), scope(changed)));
  }

  /// The scope that a watch derives from changes of these files.
  private static RunScope scope(Set<Path> changed) {
    var trees = new HashSet<Path>();
    var folders = new HashSet<Path>();
    for (Path file : changed) {
      String name = file.getFileName().toString();
      if (name.equals("captions.tsv")) {
        trees.add(file.getParent());
      } else if (name.endsWith(".xmp")) {
        folders.add(file.getParent());
      } else {
        trees.add(file);
      }
    }
    return RunScope.of(trees, folders);
  }

  private interface Run {
    void over(PhotoFolder folder, Set<Path> changed);
  }

  private void play(long seed, Run run) throws IOException {
    var random = new Random(seed);
    var folder = new PhotoFolder(temporary);
    long clock = 1_000_000_000;
    for (int round = 0; round < ROUNDS; round++) {
      var changed = new HashSet<Path>();
      for (int i = 0; i < CHANGES_A_ROUND; i++) {
        clock += 1000;
        changed.add(change(folder, random, clock));
      }

      run.over(folder, changed);

      assertThat(shown(folder.library())).as("round %d", round).isEqualTo(anew(folder, round));
      IndexReport again = folder.index();
      assertThat(again.embedded() + again.changed() + again.removed() + again.added())
          .as("a second run in round %d", round)
          .isZero();
    }
  }

  private Map<String, Shown> anew(PhotoFolder folder, int round) {
    Path library = temporary.resolve("anew-" + round);
    PhotoFolder.indexer(PhotoFolder.settings())
        .run(library, List.of(new LibraryRoot(folder.photos(), List.of())), new IndexProgress());
    return shown(library);
  }

  private static Map<String, Shown> shown(Path library) {
    var shown = new TreeMap<String, Shown>();
    try (var reader = LibraryReader.open(library)) {
      reader.forEach(
          stored -> {
            var image = stored.image();
            shown.put(image.id(), new Shown(image.id(), image.paths(), image.annotations()));
          });
      reader
          .quarantined()
          .forEach(
              it -> {
                Path path = it.file().path();
                shown.put(path.toString(), new Shown(it.reason(), List.of(path), List.of()));
              });
    }
    return shown;
  }

  private static Path change(PhotoFolder folder, Random random, long clock) throws IOException {
    String stem = random.nextInt(2) + "/" + random.nextInt(3);
    String name =
        switch (random.nextInt(8)) {
          case 0 -> stem + ".jpg";
          case 1 -> stem + ".JPEG";
          case 2 -> stem + ".dng";
          case 3 -> stem + ".CR2";
          case 4 -> stem + ".xmp";
          case 5 -> stem + ".jpg.xmp";
          case 6 -> stem + ".png";
          default -> random.nextBoolean() ? "captions.tsv" : random.nextInt(2) + "/captions.tsv";
        };
    Path target = folder.photos().resolve(name);
    if (random.nextInt(3) == 0) {
      Files.deleteIfExists(target);
      return target;
    }
    folder.write(name, content(name, random));
    Files.setLastModifiedTime(target, FileTime.fromMillis(clock));
    return target;
  }

  private static byte[] content(String name, Random random) throws IOException {
    int which = random.nextInt(4);
    if (name.endsWith(".tsv")) {
      return "0/%d.jpg\tOne %d\n%d.dng\tTwo\n0/1.png\tThree\n"
          .formatted(which, which, which)
          .getBytes(StandardCharsets.UTF_8);
    }
    if (name.endsWith(".xmp")) {
      return packet(which).getBytes(StandardCharsets.UTF_8);
    }
    if (which == 0) {
      return "no picture".getBytes(StandardCharsets.UTF_8);
    }
    if (name.endsWith(".png")) {
      return PhotoFolder.image(which);
    }
    byte[] jpeg = jpeg(which);
    return name.toLowerCase(java.util.Locale.ROOT).endsWith(".jpg") || name.endsWith(".JPEG")
        ? jpeg
        : RawImageFile.around(jpeg);
  }

  private static String packet(int rating) {
    return """
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
      xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="%d"/></rdf:RDF></x:xmpmeta>\
    """
        .formatted(rating);
  }

  private static byte[] jpeg(int colour) throws IOException {
    var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, colour * 0x203040 + i);
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
