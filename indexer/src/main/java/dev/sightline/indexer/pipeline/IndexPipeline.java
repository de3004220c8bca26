package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.EncodingStage.Decoded;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.models.ImageEncoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// The threads of one run: reading on some, the model on some, the library on one, with bounded
/// queues between, so that memory does not grow with the number of files.
///
/// On a CPU as many threads read and decode as there are cores, and as many run the model, each
/// call on its own thread. Whichever side is slower gets the cores: when pictures pile up before
/// the model the readers wait at the queue, when they run out the model's threads wait, and no core
/// waits for another (see `docs/decisions/0012-threads.md`).
public final class IndexPipeline implements AutoCloseable {
  /// Paths are small; enough that the source never keeps the readers waiting.
  private static final int FILES_WAITING = 256;

  private static final int OUTCOMES_WAITING = 256;

  /// Batches that wait for each call of the model: one is taken, one is being filled.
  private static final int BATCHES_WAITING = 2;

  private final Supplier<ImageEncoder> encoder;
  private final int readers;
  private final int threads;
  private final IndexProgress progress;
  private final BoundedQueue<PendingFile> toRead;
  private final BoundedQueue<Decoded> toEncode = new BoundedQueue<>(1);
  private final BoundedQueue<Runnable> toWrite = new BoundedQueue<>(OUTCOMES_WAITING);
  private final StageThreads stages;

  /// @param encoder asked for when the first picture is to be encoded
  /// @param threads that read, and that run the model
  public IndexPipeline(Supplier<ImageEncoder> encoder, int threads, IndexProgress progress) {
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

  /// A pipeline for pictures that come from far, or with their bytes: more threads read than run
  /// the model, and few pictures wait to be read.
  ///
  /// @param encoder asked for when the first picture is to be encoded
  /// @param readers threads that read and decode
  /// @param threads that run the model
  static IndexPipeline ofFetched(
      Supplier<ImageEncoder> encoder, int readers, int threads, IndexProgress progress) {
    return new IndexPipeline(encoder, readers, threads, 2 * readers, progress);
  }

  /// What a run does with its files.
  public interface Steps {
    /// Reads one file and sends it on with [#encode] or [#write]; by several threads at once.
    void read(PendingFile work);

    /// Takes a picture with its vector, on the writing thread.
    void encoded(PendingFile work, Reading.Fresh picture, float[] vector);

    /// Takes a picture that the model gives no vector for, on the writing thread.
    void refused(PendingFile work, Reading.Fresh picture, String why);

    /// Comes after each step of the writing thread.
    void written();
  }

  /// Starts all threads; [#submit] feeds them.
  public void start(Steps steps) {
    startSeveral("reading", readers, _ -> readFiles(steps), toEncode::end);
    startSeveral("encoding", threads, lane -> encodePictures(lane, steps), toWrite::end);
    stages.start("writing", () -> writeOutcomes(steps));
  }

  /// Starts one more thread, which ends with the others.
  public void startBeside(String name, Runnable task) {
    stages.start(name, task);
  }

  /// Starts a stage on several threads.
  ///
  /// @param stage takes the number of its thread, from 0
  /// @param end what the last of them does when it is done
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

  /// Puts a file in, waiting for room.
  public void submit(PendingFile work) {
    toRead.put(work);
  }

  /// Sends a picture to the model, waiting for room.
  public void encode(PendingFile work, Reading.Fresh picture) {
    toEncode.put(new Decoded(work, picture));
  }

  /// Lets the writing thread do something, waiting for room.
  public void write(Runnable outcome) {
    toWrite.put(outcome);
  }

  /// Says that no more files come, and waits until all are dealt with.
  ///
  /// @throws RuntimeException the first failure of a thread, as it was thrown there
  public void finish() {
    toRead.end();
    stages.awaitAll();
  }

  private void readFiles(Steps steps) {
    PendingFile work;
    while ((work = toRead.take()) != null) {
      if (!progress.stopped()) { // what waits to be read is left for the next run
        steps.read(work);
      }
    }
  }

  /// @param lane the number of this thread among those that run the model
  private void encodePictures(int lane, Steps steps) {
    List<Decoded> batch = toEncode.takeUpTo(1);
    if (batch.isEmpty()) {
      return; // nothing new in the whole run: the model was never loaded
    }
    ImageEncoder model = encoder.get();
    int lanes = model.lanes(threads);
    toEncode.setCapacity(BATCHES_WAITING * lanes * model.batch());
    var stage = new EncodingStage(model, progress);
    while (!batch.isEmpty()) {
      stage.encode(
          batch,
          (it, vector) -> write(() -> steps.encoded(it.work(), it.picture(), vector)),
          (it, why) -> write(() -> steps.refused(it.work(), it.picture(), why)));
      batch = lane < lanes ? toEncode.takeUpTo(model.batch()) : List.of();
    }
  }

  private void writeOutcomes(Steps steps) {
    Runnable outcome;
    while ((outcome = toWrite.take()) != null) {
      outcome.run();
      steps.written();
    }
  }

  /// Ends all threads, wherever they are, and throws the failure that led here if one had one.
  @Override
  public void close() {
    stages.close();
  }
}
