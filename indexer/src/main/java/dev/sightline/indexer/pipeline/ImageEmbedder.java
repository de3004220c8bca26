package dev.sightline.indexer.pipeline;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Embeds images from any source, without a library. Decoding, ids, metadata, vectors and
/// quarantine reasons are those of an index run. Sidecars are not read.
///
/// Safe for concurrent use; each call of [#embed] has its own threads.
public final class ImageEmbedder {
  /// Reading threads for each thread that runs the model: one decodes while another waits for a
  /// network.
  private static final int READERS = 2;

  private final PipelineConfig config;

  /// Creates an embedder.
  ///
  /// @param model opened for indexing
  /// @param decoder decodes the images
  /// @param limits the largest file that is read into memory
  /// @param settings threads, decoding, version and clock are used; the rest concerns libraries
  public ImageEmbedder(
      ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
    this.config = new PipelineConfig(model, decoder, limits, settings);
  }

  /// An image to embed.
  ///
  /// @param file description of the image; its path names it
  /// @param source gives its bytes
  public record Input(IndexedFile file, ImageSource source) {}

  /// The result of one call.
  ///
  /// @param images one per content id with all its paths, ordered by the first path
  /// @param quarantined images that could not be embedded, ordered by path
  /// @param encoded number of images that went through the model
  public record Embedded(
      List<StoredVector> images, List<QuarantinedFile> quarantined, long encoded) {
    /// Copies the lists.
    public Embedded {
      images = List.copyOf(images);
      quarantined = List.copyOf(quarantined);
    }
  }

  /// Embeds images and returns all results in memory.
  ///
  /// @param inputs with different paths; iterated on the caller's thread
  /// @throws IllegalArgumentException if two inputs have the same path
  /// @throws dev.sightline.models.layout.InvalidModelException if the model cannot be loaded
  public Embedded embed(Iterator<Input> inputs) {
    var progress = new IndexProgress();
    int threads = config.settings().threads();
    try (var pipeline =
        IndexPipeline.ofFetched(
            config.model()::imageEncoder, READERS * threads, threads, progress)) {
      var results = new Results(config.reading(progress, _ -> false), progress);
      pipeline.start(results::read, results::add);
      inputs.forEachRemaining(input -> pipeline.submit(results.pending(input)));
      pipeline.finish();
      return results.embedded();
    }
  }

  /// Collects the result of each image. All but reading is done by the writing thread.
  private final class Results {
    private final IndexProgress progress;
    private final ImageReading images;
    private final InFlightImages inFlight = new InFlightImages(_ -> false);
    private final Set<Path> submitted = new HashSet<>();

    /// Sources that are not read yet, which may hold their bytes in memory.
    private final Map<Path, ImageSource> sources = new ConcurrentHashMap<>();

    private final Map<String, StoredVector> vectors = new HashMap<>();
    private final List<QuarantinedFile> quarantined = new ArrayList<>();

    /// Files whose bytes another thread is decoding, by content id.
    private final Map<String, List<IndexedFile>> waiting = new HashMap<>();

    /// Content ids that were quarantined. Other files with the same bytes get the same reason.
    private final Map<String, Reading.Unreadable> failed = new HashMap<>();

    Results(ImageReading images, IndexProgress progress) {
      this.images = images;
      this.progress = progress;
    }

    PendingFile pending(Input input) {
      Path path = input.file().path();
      if (!submitted.add(path)) {
        throw new IllegalArgumentException(path + " was handed in twice");
      }
      sources.put(path, input.source());
      return PendingFile.of(input.file(), Optional.empty());
    }

    ReadResult read(PendingFile file) {
      ImageSource source = Objects.requireNonNull(sources.remove(file.file().path()));
      return switch (images.read(file.file(), source, id -> !inFlight.start(id))) {
        case Reading.Known known -> new FileOutcome.KnownBytes(file, known);
        case Reading.Unreadable bad -> new FileOutcome.Quarantined(file, bad);
        case Reading.Decoded image -> new ReadResult.ToEncode(file, image);
      };
    }

    void add(FileOutcome outcome) {
      switch (outcome) {
        case FileOutcome.Embedded embedded -> addImage(embedded.image(), embedded.embedding());
        case FileOutcome.KnownBytes known -> addPath(known.reading());
        case FileOutcome.Quarantined bad -> quarantineAll(bad.unreadable());
        case FileOutcome.WithoutChange _,
            FileOutcome.Recovered _,
            FileOutcome.SidecarsChanged _,
            FileOutcome.OutOfMemory _,
            FileOutcome.Postponed _,
            FileOutcome.Unvisited _,
            FileOutcome.Moved _,
            FileOutcome.Removed _ ->
            throw new IllegalStateException("an outcome of runs with a library: " + outcome);
      }
    }

    private void addPath(Reading.Known known) {
      Reading.@Nullable Unreadable failure = failed.get(known.id());
      if (failure != null) {
        quarantine(known.file(), failure);
      } else if (vectors.containsKey(known.id())) {
        vectors.computeIfPresent(known.id(), (_, image) -> with(image, known.file()));
      } else {
        waiting.computeIfAbsent(known.id(), _ -> new ArrayList<>()).add(known.file());
      }
    }

    private static StoredVector with(StoredVector image, IndexedFile file) {
      var files = new ArrayList<>(image.image().files());
      files.add(file);
      return image.withFiles(files);
    }

    private void addImage(Reading.Decoded image, Embedding embedding) {
      var files = new ArrayList<>(waitingFor(image.id()));
      files.add(image.file());
      vectors.put(
          image.id(),
          new StoredVector(
              new IndexedImage(image.id(), files, image.metadata()),
              config.model().fingerprint().image(),
              embedding));
      progress.imageWritten();
    }

    private List<IndexedFile> waitingFor(String id) {
      List<IndexedFile> files = waiting.remove(id);
      return files == null ? List.of() : files;
    }

    private void quarantineAll(Reading.Unreadable bad) {
      quarantine(bad.file(), bad);
      if (bad.id().isPresent()) {
        failed.put(bad.id().get(), bad);
        waitingFor(bad.id().get()).forEach(file -> quarantine(file, bad));
      }
    }

    private void quarantine(IndexedFile file, Reading.Unreadable bad) {
      quarantined.add(
          new QuarantinedFile(
              file,
              bad.reason().code(),
              bad.detail(),
              config.settings().clock().millis(),
              config.settings().version(),
              Optional.of(config.decoder().systemDecoders())));
    }

    Embedded embedded() {
      return new Embedded(
          vectors.values().stream()
              .sorted(Comparator.comparing(image -> image.image().path()))
              .toList(),
          quarantined.stream()
              .sorted(Comparator.comparing((QuarantinedFile it) -> it.file().path()))
              .toList(),
          progress.embedded());
    }
  }
}
