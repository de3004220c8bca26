package dev.sightline.searcher.retrieval;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Notices that a part of a library did not answer, such as a shard of a cluster all of whose
/// replicas are down. What is found meanwhile is still given, and whoever gives it says so.
///
/// A library notes it, deep below a question; whoever asks watches. The note belongs to the thread
/// that asks, so that questions beside it are not touched.
public final class PartialAnswers {
  private static final ScopedValue<AtomicBoolean> NOTED = ScopedValue.newInstance();

  private PartialAnswers() {}

  /// Something and whether a part of the library was missing while it was made.
  ///
  /// @param <T> what was made
  /// @param value it
  /// @param partial whether something may be missing in it
  public record Watched<T>(T value, boolean partial) {
    /// The value; whoever watches the caller notices too.
    public T passedOn() {
      if (partial) {
        note();
      }
      return value;
    }
  }

  /// Says that a part of the library did not answer.
  public static void note() {
    if (NOTED.isBound()) {
      NOTED.get().set(true);
    }
  }

  /// Makes something and watches. A watch around this one notices nothing: pass the value on.
  ///
  /// @param <T> what is made
  public static <T> Watched<T> watch(Supplier<T> making) {
    var noted = new AtomicBoolean();
    T value = ScopedValue.where(NOTED, noted).call(making::get);
    return new Watched<>(value, noted.get());
  }
}
