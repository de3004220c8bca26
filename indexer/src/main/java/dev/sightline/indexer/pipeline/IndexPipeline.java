package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ReadResult.ToEncode;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.models.ImageEncoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The stages of one run on their threads: some threads read, some run the model, one writes. The
/// queues between them are bounded, so that memory use does not grow with the number of files.
///
/// ```
/// submit(PendingFile) -> read -> ToEncode -> EncodingStage -> FileOutcome -> write
///                          `---------------> FileOutcome ---------------------^
/// ```
///
/// On a CPU as many threads read and decode as there are cores, and as many run the model, each
/// call on its own thread. The slower side gets the cores: when images pile up before the model,
/// the reading threads wait at the queue; when the queue is empty, the model's threads wait (see
/// `docs/decisions/0012-threads.md`).
public final class IndexPipeline implements AutoCloseable {
  /// Capacity of the queue of paths, which are small; the reading threads never wait for the walk.
  private static final int FILES_WAITING = 256;

  private static final int OUTCOMES_WAITING = 256;

  /// Batches that wait for each call of the model: one is taken, one is being filled.
  private static final int BATCHES_WAITING = 2;

  private final Supplier<ImageEncoder> encoder;
  private final int readers;
  private final int threads;
  private final IndexProgress progress;
  private final BoundedQueue<PendingFile> toRead;
  private final BoundedQueue<ToEncode> toEncode = new BoundedQueue<>(1);
  private final BoundedQueue<FileOutcome> toWrite = new BoundedQueue<>(OUTCOMES_WAITING);
  private final StageThreads stages;

  /// A pipeline for local files.
  ///
  /// @param encoder called when the first image is to be encoded
  /// @param threads threads that read, and as many that run the model; at least 1
  IndexPipeline(Supplier<ImageEncoder> encoder, int threads, IndexProgress progress) {
    this(encoder, threads, threads, FILES_WAITING, progress);
  }

  private IndexPipeline(
      Supplier<ImageEncoder> encoder,
      int readers,
      int threads,
      int filesWaiting,
      IndexProgress progress) {
    this.encoder = encoder;
    this.readers = readers;
    this.threads = threads;
    this.progress = progress;
    this.toRead = new BoundedQueue<>(filesWaiting);
    this.stages = new StageThreads(List.of(toRead, toEncode, toWrite));
  }

  /// A pipeline for images that are fetched over a network or hold their bytes in memory: more
  /// threads read than run the model, and few images wait to be read.
  ///
  /// @param encoder called when the first image is to be encoded
  /// @param readers threads that read and decode
  /// @param threads threads that run the model
  static IndexPipeline ofFetched(
      Supplier<ImageEncoder> encoder, int readers, int threads, IndexProgress progress) {
    return new IndexPipeline(encoder, readers, threads, 2 * readers, progress);
  }

  /// Starts all threads. To be called once, before [#submit] and [#write].
  ///
  /// @param read the reading stage; called by several threads at once
  /// @param write the writing stage; called by one thread, for one outcome after the other
  public void start(Function<PendingFile, ReadResult> read, Consumer<FileOutcome> write) {
    startSeveral("reading", readers, _ -> readFiles(read), toEncode::end);
    startSeveral("encoding", threads, this::encodeImages, toWrite::end);
    stages.start("writing", () -> writeOutcomes(write));
  }

  /// Starts one more thread, which ends with the others.
  public void startThread(String name, Runnable task) {
    stages.start(name, task);
  }

  /// Starts a stage on several threads.
  ///
  /// @param stage takes the number of its thread, from 0
  /// @param end run by the last of the threads when it is done
  private void startSeveral(String name, int count, IntConsumer stage, Runnable end) {
    var running = new AtomicInteger(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      stages.start(
          name,
          () -> {
            stage.accept(number);
            if (running.decrementAndGet() == 0) {
              end.run();
            }
          });
    }
  }

  /// Sends a file to the reading stage; waits while its queue is full.
  public void submit(PendingFile file) {
    toRead.put(file);
  }

  /// Sends an outcome to the writing stage; waits while its queue is full.
  public void write(FileOutcome outcome) {
    toWrite.put(outcome);
  }

  /// Marks the end of the files and waits until all outcomes are written.
  ///
  /// @throws RuntimeException the first failure of a thread, as it was thrown there
  public void finish() {
    toRead.end();
    stages.awaitAll();
  }

  private void readFiles(Function<PendingFile, ReadResult> read) {
    PendingFile file;
    while ((file = toRead.take()) != null) {
      if (progress.stopped()) {
        continue; // what waits to be read is left for the next run
      }
      switch (read.apply(file)) {
        case ToEncode image -> toEncode.put(image);
        case FileOutcome outcome -> toWrite.put(outcome);
      }
    }
  }

  /// @param lane the number of this thread among those that run the model
  private void encodeImages(int lane) {
    List<ToEncode> batch = toEncode.takeUpTo(1);
    if (batch.isEmpty()) {
      return; // the run has no new image: the model is not loaded
    }
    ImageEncoder model = encoder.get();
    int lanes = model.lanes(threads);
    toEncode.setCapacity(BATCHES_WAITING * lanes * model.batch());
    var stage = new EncodingStage(model, progress);
    while (!batch.isEmpty()) {
      stage.encode(batch).forEach(this::write);
      batch = lane < lanes ? toEncode.takeUpTo(model.batch()) : List.of();
    }
  }

  private void writeOutcomes(Consumer<FileOutcome> write) {
    FileOutcome outcome;
    while ((outcome = toWrite.take()) != null) {
      write.accept(outcome);
    }
  }

  /// Aborts all threads and throws the failure of a thread, if there was one.
  @Override
  public void close() {
    stages.close();
  }
}
