package dev.sightline.images.codec;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Captures what libjpeg and libpng, inside OpenCV, print to the `stderr` of the C library.
///
/// libjpeg has no other way to report damaged image data: it prints one line and returns a partly
/// grey image. The `stderr` of glibc is a variable, so this class sets it to a custom stream
/// (`fopencookie`): lines of a thread that is decoding are kept for that thread, those of other
/// threads pass through to the terminal.
///
/// Tried and dropped: OpenCV's error callback (the lines do not pass through it), redirecting the
/// file descriptor (it also captures the output of other threads), and decoding the entropy-coded
/// data a second time in Java (as slow as libjpeg itself). With another C library the lines go to
/// the terminal and such damage is not detected; everything else works.
final class NativeWarnings {
  /// How libjpeg's warnings of lost image data start (`jerror.h`: JWRN_HIT_MARKER, _HUFF_BAD_CODE,
  /// _MUST_RESYNC, _BOGUS_PROGRESSION, _ARITH_BAD_CODE). Its other warnings, such as a few bytes of
  /// padding before a marker, are common in undamaged photos.
  private static final List<String> FAULTS =
      List.of(
          "Corrupt JPEG data: premature end of data segment",
          "Corrupt JPEG data: bad Huffman code",
          "Corrupt JPEG data: bad arithmetic code",
          "Corrupt JPEG data: found marker",
          "Inconsistent progression sequence");

  private static volatile boolean installed;

  private static final ThreadLocal<@Nullable StringBuilder> HEARD = new ThreadLocal<>();

  private NativeWarnings() {}

  /// Replaces `stderr`; called once, before anything is decoded.
  @SuppressWarnings("restricted") // calls into the C library; OpenCV needs native access anyway
  static void install() {
    var linker = Linker.nativeLinker();
    var library = linker.defaultLookup();
    var stderr = library.find("stderr");
    var open = library.find("fopencookie");
    var setBuffer = library.find("setvbuf");
    if (stderr.isEmpty() || open.isEmpty() || setBuffer.isEmpty()) {
      return;
    }
    // cookie_io_functions_t: read, write, seek, close; null means unused
    var functions =
        MemoryLayout.structLayout(
            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    try (var arena = Arena.ofConfined()) {
      var write =
          linker.upcallStub(
              MethodHandles.lookup()
                  .findStatic(
                      NativeWarnings.class,
                      "write",
                      MethodType.methodType(
                          long.class, MemorySegment.class, MemorySegment.class, long.class)),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG),
              Arena.global());
      var ours = arena.allocate(functions);
      ours.setAtIndex(ValueLayout.ADDRESS, 1, write);
      var stream =
          (MemorySegment)
              linker
                  .downcallHandle(
                      open.get(),
                      FunctionDescriptor.of(
                          ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, functions))
                  .invokeExact(MemorySegment.NULL, arena.allocateFrom("w"), ours);
      if (stream.equals(MemorySegment.NULL)) {
        return;
      }
      int unbuffered =
          2; // _IONBF: unbuffered, so that a warning arrives while its thread is still decoding
      int _ =
          (int)
              linker
                  .downcallHandle(
                      setBuffer.get(),
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT,
                          ValueLayout.JAVA_LONG))
                  .invokeExact(stream, MemorySegment.NULL, unbuffered, 0L);
      replace(stderr.get().reinterpret(ValueLayout.ADDRESS.byteSize()), stream);
      installed = true;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot listen to native warnings", e);
    }
  }

  private static void replace(MemorySegment variable, MemorySegment stream) {
    var original = variable.get(ValueLayout.ADDRESS, 0);
    variable.set(ValueLayout.ADDRESS, 0, stream);
    // Native code may still print when the JVM has ended and the custom stream no longer works.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> variable.set(ValueLayout.ADDRESS, 0, original)));
  }

  /// Whether warnings are captured on this system.
  static boolean isSupported() {
    return installed;
  }

  /// Starts to capture the output of this thread.
  static void listen() {
    HEARD.set(new StringBuilder());
  }

  /// A warning about lost image data since [#listen], as libjpeg printed it.
  static Optional<String> fault() {
    var heard = HEARD.get();
    if (heard == null) {
      return Optional.empty();
    }
    return heard.toString().lines().filter(NativeWarnings::isFault).findFirst();
  }

  /// Whether a line of libjpeg reports lost image data.
  static boolean isFault(String line) {
    return FAULTS.stream().anyMatch(line::startsWith);
  }

  static void stopListening() {
    HEARD.remove();
  }

  /// Called by the C library. It must not throw: an exception would end the JVM.
  @SuppressWarnings({"restricted", "UnusedMethod", "UnusedVariable"}) // found by name above
  private static long write(MemorySegment cookie, MemorySegment text, long size) {
    try {
      byte[] bytes = text.reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
      var heard = HEARD.get();
      if (heard != null) {
        heard.append(new String(bytes, StandardCharsets.ISO_8859_1));
      } else {
        passThrough(bytes);
      }
    } catch (Throwable _) {
      // Losing a warning is better than ending the process.
    }
    return size;
  }

  @SuppressWarnings("resource") // closing it would close the process's standard error
  private static void passThrough(byte[] bytes) throws IOException {
    new FileOutputStream(FileDescriptor.err).write(bytes);
  }
}
