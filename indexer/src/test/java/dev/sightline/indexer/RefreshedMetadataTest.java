package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A library of a version that read less metadata gets the rest in the next run.
class RefreshedMetadataTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;
  private Path photo;
  private StoredVector indexed;

  @BeforeEach
  void indexOnePhotoAsAnOlderVersionWould() throws IOException {
    folder = new PhotoFolder(temporary);
    Path golden = Project.goldens("images/exif-6.jpg");
    photo = folder.write("a.jpg", Files.readAllBytes(golden));
    folder.index();
    indexed = stored();
    makeOld();
  }

  private StoredVector stored() {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.stored(folder.images().getFirst().id()).orElseThrow();
    }
  }

  /// Writes every image again as read by metadata readers that knew nothing but the size.
  private void makeOld() {
    try (var writer = LibraryWriter.openExisting(folder.library());
        var reader = LibraryReader.open(folder.library())) {
      reader.forEach(it -> writer.put(old(it)));
      writer.commit();
    }
  }

  private static StoredVector old(StoredVector stored) {
    IndexedImage image = stored.image();
    ImageMetadata facts = image.facts();
    var bare =
        new ImageMetadata(
            facts.format(),
            facts.width(),
            facts.height(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Annotations.NONE);
    List<IndexedFile> files =
        image.files().stream().map(file -> file.withMetadataVersion(0)).toList();
    return stored.withFacts(bare, files);
  }

  /// Decodes nothing: what must be decoded fails.
  private static final class FactsOnly implements ImageDecoder {
    private final ImageDecoder real = ImageDecoder.create(DecodeLimits.DEFAULT);
    private final AtomicInteger read = new AtomicInteger();

    @Override
    public DecodedImage decode(ImageSource source, int shortSide) {
      throw new AssertionError("pixels were decoded");
    }

    @Override
    public ImageFacts facts(ImageSource source) throws UnreadableImageException {
      read.incrementAndGet();
      return real.facts(source);
    }
  }

  @Test
  void facts_are_read_anew_and_vector_and_hash_stay() {
    assertThat(stored().image().facts().orientation()).isEqualTo(1);

    IndexReport report = folder.index(PhotoFolder.settings(), new FactsOnly());

    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.refreshed()).isEqualTo(1);
    assertThat(report.changed() + report.embedded() + report.added()).isZero();
    StoredVector now = stored();
    assertThat(now.image()).isEqualTo(indexed.image());
    assertThat(now.vector()).isEqualTo(indexed.vector());
    assertThat(now.image().facts().hash()).isPresent();
  }

  @Test
  void it_costs_one_run_only() {
    var decoder = new FactsOnly();
    folder.index(PhotoFolder.settings(), decoder);

    IndexReport again = folder.index(PhotoFolder.settings(), decoder);

    assertThat(again.refreshed()).isZero();
    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(decoder.read).hasValue(1);
  }

  @Test
  void a_run_that_was_interrupted_goes_on_where_it_was() throws IOException {
    folder.write("b.jpg", PhotoFolder.image(2));
    folder.index();
    makeOld();
    try (var writer = LibraryWriter.openExisting(folder.library());
        var reader = LibraryReader.open(folder.library())) {
      writer.put(
          reader.stored(indexed.image().id()).orElseThrow().withFiles(indexed.image().files()));
      writer.commit(); // as if killed after the first of two
    }

    assertThat(folder.index(PhotoFolder.settings(), new FactsOnly()).refreshed()).isEqualTo(1);
  }

  @Test
  void a_photo_that_moved_meanwhile_gains_it_too() throws IOException {
    Files.move(photo, folder.photos().resolve("b.jpg"));

    IndexReport report = folder.index(PhotoFolder.settings(), new FactsOnly());

    assertThat(report.moved()).isEqualTo(1);
    assertThat(stored().image().facts()).isEqualTo(indexed.image().facts());
  }

  @Test
  void a_photo_whose_facts_cannot_be_read_any_more_keeps_those_it_had() {
    ImageDecoder failing =
        new ImageDecoder() {
          @Override
          public DecodedImage decode(ImageSource source, int shortSide) {
            throw new AssertionError("pixels were decoded");
          }

          @Override
          public ImageFacts facts(ImageSource source) {
            throw new IllegalStateException("as if");
          }
        };

    IndexReport report = folder.index(PhotoFolder.settings(), failing);

    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(stored().image().facts().width()).isEqualTo(300);
    assertThat(folder.index(PhotoFolder.settings(), failing).unchanged()).isEqualTo(1);
  }

  @Test
  void a_dry_run_counts_it_and_reads_nothing() {
    IndexReport report =
        PhotoFolder.indexer(PhotoFolder.settings())
            .dryRun(folder.library(), List.of(), new IndexProgress());

    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.refreshed()).isEqualTo(1);
    assertThat(report.changed()).isZero();
  }
}
