package dev.sightline.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ImageEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/// The parts of indexing, each alone with all cores busy, in images per second.
final class IndexingParts implements AutoCloseable {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int BATCHES_A_CORE = 12;

  private final ImageEncoder encoder;
  private final List<Path> photos;
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final OrtSession bare;
  private final OrtSession bareOnAllCores;

  /// @param model opened for many pictures
  IndexingParts(ClipModel model, List<Path> photos) throws OrtException {
    this.encoder = model.imageEncoder();
    this.photos = photos;
    String graph = model.description().imageGraph().toString();
    this.bare = session(graph, 1);
    this.bareOnAllCores = session(graph, CORES);
  }

  private static OrtSession session(String graph, int threads) throws OrtException {
    try (var settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(threads);
      return OrtEnvironment.getEnvironment().createSession(graph, settings);
    }
  }

  /// File to the encoder's input, on all cores.
  double decode() throws Exception {
    int shortSide = encoder.preprocessor().preprocessing().decodeShortSide();
    var next = new AtomicInteger();
    return rate(
        photos.size(),
        () -> {
          int i;
          while ((i = next.getAndIncrement()) < photos.size()) {
            byte[] file = Files.readAllBytes(photos.get(i));
            var source = ImageSource.ofBytes("a photo", file);
            encoder.preprocessor().prepare(decoder.decode(source, shortSide).pixels());
          }
          return i;
        });
  }

  /// The encoder as an index run uses it, on all cores, with nothing to decode.
  double encode() throws Exception {
    var prepared = Collections.nCopies(encoder.batch(), new float[encoder.preprocessor().length()]);
    return rate(
        CORES * BATCHES_A_CORE * encoder.batch(),
        () -> {
          for (int i = 0; i < BATCHES_A_CORE; i++) {
            encoder.encode(prepared);
          }
          return 0;
        });
  }

  /// ONNX Runtime's own loop at the same batch and threads, with nothing around it.
  double bareEncode() throws Exception {
    return rate(
        CORES * BATCHES_A_CORE * encoder.batch(),
        () -> {
          try (var input = tensor(encoder.batch(), zeros(encoder.batch()))) {
            for (int i = 0; i < BATCHES_A_CORE; i++) {
              run(bare, input);
            }
          }
          return 0;
        });
  }

  /// The usual stack: each photo decoded in full by ImageIO, then resized, then encoded on all
  /// cores by itself.
  double usualStack() throws Exception {
    int some = Math.min(photos.size(), 24);
    long start = System.nanoTime();
    for (Path photo : photos.subList(0, some)) {
      float[] prepared = encoder.preprocessor().prepare(byImageIo(photo));
      try (var input = tensor(1, FloatBuffer.wrap(prepared))) {
        run(bareOnAllCores, input);
      }
    }
    return some / ((System.nanoTime() - start) / 1e9);
  }

  private static Pixels byImageIo(Path photo) throws IOException {
    BufferedImage image = ImageIO.read(photo.toFile()); // colour JPEGs come as 3 bytes, blue first
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[bgr.length];
    for (int i = 0; i < rgb.length; i += Pixels.CHANNELS) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    return new Pixels(image.getWidth(), image.getHeight(), rgb);
  }

  private FloatBuffer zeros(int pictures) {
    return ByteBuffer.allocateDirect(Float.BYTES * pictures * encoder.preprocessor().length())
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private OnnxTensor tensor(int count, FloatBuffer numbers) throws OrtException {
    var size = encoder.preprocessor().preprocessing();
    long[] shape = {count, Pixels.CHANNELS, size.height(), size.width()};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, shape);
  }

  private static void run(OrtSession session, OnnxTensor input) throws OrtException {
    session.run(Map.of(session.getInputNames().iterator().next(), input)).close();
  }

  /// Runs the same work on every core and says how many images passed a second.
  private static double rate(int images, Callable<Integer> work) throws Exception {
    try (var pool = Executors.newFixedThreadPool(CORES)) {
      long start = System.nanoTime();
      var running = new ArrayList<Future<Integer>>();
      for (int i = 0; i < CORES; i++) {
        running.add(pool.submit(work));
      }
      for (var one : running) {
        one.get();
      }
      return images / ((System.nanoTime() - start) / 1e9);
    }
  }

  @Override
  public void close() throws OrtException {
    bare.close();
    bareOnAllCores.close();
  }
}
