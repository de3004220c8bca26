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

/// Hears what libjpeg and libpng, inside OpenCV, print to the C library's `stderr`.
///
/// libjpeg has no other way to say that picture data is damaged: it prints one line and returns a
/// partly grey picture. On the user's terminal that line is noise; here it is the verdict. glibc's
/// `stderr` is a variable, so it is pointed at a stream of ours (`fopencookie`): lines of a thread
/// that is decoding are kept for it, those of any other thread pass through to the terminal.
///
/// Tried and dropped: OpenCV's error callback (the lines do not pass through it), redirecting the
/// file descriptor (swallows what others print meanwhile), entropy decoding once more in Java (as
/// slow as libjpeg itself). Where the C library is another one, lines go to the terminal and such
/// damage goes unnoticed; everything else works.
final class NativeWarnings {
  /// How libjpeg's warnings of lost picture data start (`jerror.h`: JWRN_HIT_MARKER,
  /// _HUFF_BAD_CODE, _MUST_RESYNC, _BOGUS_PROGRESSION, _ARITH_BAD_CODE). Its other warnings, such
  /// as a few bytes of padding before a marker, are common in sound photos.
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

  /// Puts our stream in the place of `stderr`; once, and before anything decodes.
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
      int unbuffered = 2; // _IONBF: a warning arrives while its thread is still decoding
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
    // Native code may still print after the JVM is gone, when our stream would call into nothing.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> variable.set(ValueLayout.ADDRESS, 0, original)));
  }

  /// Whether warnings are heard on this system.
  static boolean areHeard() {
    return installed;
  }

  /// Keeps what this thread prints from now on.
  static void listen() {
    HEARD.set(new StringBuilder());
  }

  /// What was heard of lost picture data since [#listen], in libjpeg's words.
  static Optional<String> fault() {
    var heard = HEARD.get();
    if (heard == null) {
      return Optional.empty();
    }
    return heard.toString().lines().filter(NativeWarnings::isFault).findFirst();
  }

  /// Whether a line of libjpeg's says that picture data are lost.
  static boolean isFault(String line) {
    return FAULTS.stream().anyMatch(line::startsWith);
  }

  static void stopListening() {
    HEARD.remove();
  }

  /// Called by the C library. An exception must not leave it: that would end the JVM.
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
      // A lost warning is better than a lost process.
    }
    return size;
  }

  @SuppressWarnings("resource") // closing it would close the process's standard error
  private static void passThrough(byte[] bytes) throws IOException {
    new FileOutputStream(FileDescriptor.err).write(bytes);
  }
}
