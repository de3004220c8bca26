package dev.sightline.benchmarks;

/// Makes a folder of photos of 12 megapixels and prints where it lies.
public final class LargePhotos {
  private LargePhotos() {}

  /// Takes the number of photos.
  public static void main(String[] arguments) throws Exception {
    System.out.println(Photos.twelveMegapixels(Integer.parseInt(arguments[0])));
  }
}
