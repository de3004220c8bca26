package dev.sightline.indexer.pipeline;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.walk.SidecarPaths;
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

/// Embeds pictures whose bytes come from anywhere, without a library: as an index run does it, with
/// the same decoding, ids, facts, vectors and reasons. What lies beside a picture is not looked at.
///
/// Safe for concurrent use; each call of [#embed] has threads of its own.
public final class ImageEmbedder {
  /// Readers for each thread that runs the model: one decodes while another waits for a network.
  private static final int READERS = 2;

  private final ClipModel model;
  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final IndexSettings settings;

  /// Wires an embedder.
  ///
  /// @param model opened for many pictures
  /// @param decoder opens the pictures
  /// @param limits the largest file that is read into memory
  /// @param settings threads, decoding, version and clock count; the rest speaks of libraries
  public ImageEmbedder(
      ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
    this.model = model;
    this.decoder = decoder;
    this.limits = limits;
    this.settings = settings;
  }

  /// A picture that is to be embedded.
  ///
  /// @param file what is said of it; its path names it
  /// @param source gives its bytes
  public record Picture(IndexedFile file, ImageSource source) {}

  /// What came of the pictures of one call.
  ///
  /// @param images each once, with all its paths, in order of the first
  /// @param setAside pictures that could not be taken in, in order of path
  /// @param encoded images that went through the model
  public record Embedded(List<StoredVector> images, List<QuarantinedFile> setAside, long encoded) {
    /// Copies the lists.
    public Embedded {
      images = List.copyOf(images);
      setAside = List.copyOf(setAside);
    }
  }

  /// Embeds pictures; all that comes of them is in memory at the end.
  ///
  /// @param pictures with different paths; asked for on the caller's thread
  /// @throws dev.sightline.models.layout.InvalidModelException if the model cannot be loaded
  public Embedded embed(Iterator<Picture> pictures) {
    var progress = new IndexProgress();
    int threads = settings.threads();
    try (var pipeline =
        IndexPipeline.ofFetched(model::imageEncoder, READERS * threads, threads, progress)) {
      var gathering = new Gathering(pipeline, progress);
      pipeline.start(gathering);
      pictures.forEachRemaining(gathering::submit);
      pipeline.finish();
      return gathering.embedded();
    }
  }

  /// Holds what came of each picture. All but reading happens on the writing thread.
  private final class Gathering implements IndexPipeline.Steps {
    private final IndexPipeline pipeline;
    private final IndexProgress progress;
    private final ImageReading photos;
    private final InFlightImages claims = new InFlightImages(_ -> false);
    private final Set<Path> submitted = new HashSet<>();

    /// Of pictures that nobody has read yet: they may hold their bytes.
    private final Map<Path, ImageSource> sources = new ConcurrentHashMap<>();

    private final Map<String, StoredVector> images = new HashMap<>();
    private final List<QuarantinedFile> setAside = new ArrayList<>();

    /// Files whose bytes another thread is decoding at this moment, by image.
    private final Map<String, List<IndexedFile>> waiting = new HashMap<>();

    /// Images that came to nothing; the same bytes at another path come to nothing too.
    private final Map<String, Reading.Unreadable> failed = new HashMap<>();

    Gathering(IndexPipeline pipeline, IndexProgress progress) {
      this.pipeline = pipeline;
      this.progress = progress;
      this.photos =
          new ImageReading(
              decoder,
              limits,
              () -> model.imageEncoder().preprocessor(),
              settings.fullDecode(),
              progress);
    }

    void submit(Picture picture) {
      if (!submitted.add(picture.file().path())) {
        throw new IllegalArgumentException(picture.file().path() + " was handed in twice");
      }
      sources.put(picture.file().path(), picture.source());
      pipeline.submit(
          new PendingFile(
              picture.file(), SidecarPaths.NOTHING, List.of(), Optional.empty(), false));
    }

    @Override
    public void read(PendingFile work) {
      ImageSource source = Objects.requireNonNull(sources.remove(work.file().path()));
      Reading reading = photos.read(work.file(), source, id -> !claims.claim(id));
      switch (reading) {
        case Reading.Known known -> pipeline.write(() -> known(known));
        case Reading.Unreadable bad -> pipeline.write(() -> unreadable(bad));
        case Reading.Fresh picture -> pipeline.encode(work, picture);
      }
    }

    private void known(Reading.Known known) {
      Reading.@Nullable Unreadable failure = failed.get(known.id());
      if (failure != null) {
        setAside(known.file(), failure);
      } else if (images.containsKey(known.id())) {
        images.computeIfPresent(known.id(), (_, image) -> with(image, known.file()));
      } else {
        waiting.computeIfAbsent(known.id(), _ -> new ArrayList<>()).add(known.file());
      }
    }

    private static StoredVector with(StoredVector image, IndexedFile file) {
      var files = new ArrayList<>(image.image().files());
      files.add(file);
      return image.withFiles(files);
    }

    @Override
    public void encoded(PendingFile work, Reading.Fresh picture, float[] vector) {
      var files = new ArrayList<>(othersOf(picture.id()));
      files.add(picture.file());
      images.put(
          picture.id(),
          new StoredVector(
              new IndexedImage(picture.id(), files, picture.facts()),
              model.fingerprint().image(),
              new Embedding(vector, picture.pixels())));
      progress.imageWritten();
    }

    private List<IndexedFile> othersOf(String id) {
      List<IndexedFile> others = waiting.remove(id);
      return others == null ? List.of() : others;
    }

    @Override
    public void refused(PendingFile work, Reading.Fresh picture, String why) {
      unreadable(
          new Reading.Unreadable(picture.file(), Optional.of(picture.id()), "ENCODING", why));
    }

    private void unreadable(Reading.Unreadable bad) {
      setAside(bad.file(), bad);
      if (bad.id().isPresent()) {
        failed.put(bad.id().get(), bad);
        othersOf(bad.id().get()).forEach(other -> setAside(other, bad));
      }
    }

    private void setAside(IndexedFile file, Reading.Unreadable bad) {
      setAside.add(
          new QuarantinedFile(
              file,
              bad.reason(),
              bad.detail(),
              settings.clock().millis(),
              settings.version(),
              Optional.of(decoder.systemDecoders())));
    }

    @Override
    public void written() {}

    Embedded embedded() {
      return new Embedded(
          images.values().stream()
              .sorted(Comparator.comparing(image -> image.image().path()))
              .toList(),
          setAside.stream()
              .sorted(Comparator.comparing((QuarantinedFile it) -> it.file().path()))
              .toList(),
          progress.embedded());
    }
  }
}
