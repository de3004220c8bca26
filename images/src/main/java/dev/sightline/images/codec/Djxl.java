package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// libjxl's own decoder program, run as a child process for each JPEG XL.
///
/// A process is used instead of the library, because the name of the library changes with every
/// release and a crash in it would end Sightline; see `docs/decisions/0010-system-decoders.md`. The
/// program writes a PNM file, which this class reads. The temporary folder is deleted and the
/// process is ended in every case.
public final class Djxl {
  /// A 100-megapixel image takes about 20 seconds on one slow core.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Pattern VERSION = Pattern.compile("djxl v(\\S+)");
  private static final String NAME = "JPEG XL";

  private final String program;
  private final String version;
  private final Duration patience;

  private Djxl(String program, String version, Duration patience) {
    this.program = program;
    this.version = version;
    this.patience = patience;
  }

  /// The program, where the system has one of this name.
  static Optional<Djxl> find() {
    return find("djxl", PATIENCE);
  }

  /// @param program a name to look up on the path, or a path
  /// @param patience time after which a decoding is aborted
  static Optional<Djxl> find(String program, Duration patience) {
    try {
      var folder = Files.createTempDirectory("sightline-djxl");
      try {
        var said = folder.resolve("said");
        int exit = run(List.of(program, "--version"), said, Duration.ofSeconds(20));
        var matcher = VERSION.matcher(text(said));
        return exit == 0 && matcher.find()
            ? Optional.of(new Djxl(program, matcher.group(1), patience))
            : Optional.empty();
      } finally {
        delete(folder);
      }
    } catch (IOException _) {
      return Optional.empty(); // there is no such program
    }
  }

  /// Such as `0.7.0`.
  String version() {
    return version;
  }

  /// Decodes the first frame of a file with a valid header: upright, 8 bits, without alpha.
  public Pixels decode(byte[] file) throws UnreadableImageException {
    return PnmFile.read(convert(file, "ppm"), NAME);
  }

  /// The same with its opacity; empty where the image has none.
  public Optional<RgbaPixels> decodeWithAlpha(byte[] file) throws UnreadableImageException {
    return OpenCv.decodeWithAlpha(convert(file, "png"), NAME);
  }

  /// The first frame as a file of another format.
  ///
  /// @param extension which format
  private byte[] convert(byte[] file, String extension) throws UnreadableImageException {
    try {
      var folder = Files.createTempDirectory("sightline-djxl");
      try {
        return convert(file, folder, extension);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UnreadableImageException(
          Reason.UNREADABLE,
          "The JPEG XL cannot be handed to %s: %s.".formatted(program, e.getMessage()),
          e);
    }
  }

  private byte[] convert(byte[] file, Path folder, String extension)
      throws IOException, UnreadableImageException {
    var input = Files.write(folder.resolve("picture.jxl"), file);
    var said = folder.resolve("said");
    // One thread, because callers decode several files at once. No conversion of the samples:
    // version 0.7 writes 16 bits under a header of 8 bits when it is asked for 8.
    int exit =
        run(
            List.of(
                program,
                input.toString(),
                folder.resolve("picture." + extension).toString(),
                "--num_threads=1",
                "--quiet"),
            said,
            patience);
    if (exit != 0) {
      throw refusal(text(said), exit);
    }
    var frames = frames(folder, extension);
    if (frames.isEmpty()) {
      throw UnreadableImageException.corrupt("The JPEG XL gave no image.");
    }
    return Files.readAllBytes(frames.getFirst());
  }

  /// One file for a still image, else one per frame: `picture-0.ppm`, `picture-1.ppm` (padded with
  /// zeroes where there are many).
  private static List<Path> frames(Path folder, String extension) throws IOException {
    var frames = new ArrayList<Path>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "picture*." + extension)) {
      files.forEach(frames::add);
    }
    frames.sort(null);
    return frames;
  }

  private static UnreadableImageException refusal(String said, int exit) {
    if (said.contains("truncated")) {
      return UnreadableImageException.truncated("The JPEG XL ends within its image data.");
    }
    return UnreadableImageException.corrupt(
        "The JPEG XL cannot be decoded by djxl (exit code %d): its image data is damaged."
            .formatted(exit));
  }

  /// @param said file for its output; a pipe that is not read would block the process
  private static int run(List<String> command, Path said, Duration patience) throws IOException {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it took longer than %d seconds".formatted(patience.toSeconds()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    } finally {
      end(process);
    }
  }

  /// Waits until a killed process has ended, so that it does not write to a folder that is being
  /// deleted.
  private static void end(Process process) {
    if (process.isAlive()) {
      process.destroyForcibly().onExit().join();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
