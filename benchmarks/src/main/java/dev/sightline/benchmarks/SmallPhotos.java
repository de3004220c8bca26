package dev.sightline.benchmarks;

import java.io.IOException;

/// Makes a folder of small photos and prints where it lies.
public final class SmallPhotos {
  private SmallPhotos() {}

  /// Takes the number of photos.
  public static void main(String[] arguments) throws IOException {
    System.out.println(Photos.small(Integer.parseInt(arguments[0])));
  }
}
