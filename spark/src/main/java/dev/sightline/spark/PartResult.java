package dev.sightline.spark;

import java.io.Serializable;

/// What came of one part, as a task tells the driver.
///
/// @param part its number
/// @param attempt folder of what the task has written; empty where there was nothing to do
/// @param images written
/// @param setAside pictures that could not be taken in
/// @param encoded images that went through the model
record PartResult(int part, String attempt, int images, int setAside, long encoded)
    implements Serializable {
  /// Of a part without pictures.
  static PartResult nothing(int part) {
    return new PartResult(part, "", 0, 0, 0);
  }

  boolean isNothing() {
    return attempt.isEmpty();
  }

  /// What is noted of a part that is whole.
  String json() {
    return "{\"images\":%d,\"setAside\":%d,\"encoded\":%d}%n".formatted(images, setAside, encoded);
  }
}
