package dev.sightline.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageSource;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.UnreadableImageException;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.ThumbnailFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Thumbnails by id: from memory, else from the library's folder, else made from the file and put
/// in both. However many ask for one at once, it is made once. Safe for concurrent use.
final class ThumbnailStore {
  /// Pixels of the longer side.
  static final int LONG_SIDE = Thumbnails.LONG_SIDE;

  /// Some 2,000 thumbnails, a few hundred screens.
  private static final long MEMORY_BYTES = 64L * 1024 * 1024;

  /// Making one locks its bin of the table, and with it the neighbours: so many bins that two of a
  /// screen rarely meet.
  private static final int BINS = 10_000;

  private final Originals originals;
  private final ThumbnailFolder folder;
  private final ImageDecoder decoder;
  private final Semaphore decoding;
  private final Cache<String, byte[]> memory =
      Caffeine.newBuilder()
          .initialCapacity(BINS)
          .maximumWeight(MEMORY_BYTES)
          .weigher((String _, byte[] jpeg) -> jpeg.length)
          .build();

  /// @param decoding permits to hold a decoded picture in memory
  ThumbnailStore(
      Originals originals, ThumbnailFolder folder, ImageDecoder decoder, Semaphore decoding) {
    this.originals = originals;
    this.folder = folder;
    this.decoder = decoder;
    this.decoding = decoding;
  }

  /// The JPEG of an image; read, never written to.
  ///
  /// @throws ApiException 404 if there is none and the file is gone too, 415 or 422 if the file is
  ///     there and cannot be read
  byte[] jpeg(IndexedImage image) {
    return memory.get(image.id(), _ -> kept(image.id()).orElseGet(() -> make(image)));
  }

  private Optional<byte[]> kept(String id) {
    try {
      return folder.read(id);
    } catch (IOException e) {
      return Optional.empty(); // then it is made again
    }
  }

  private byte[] make(IndexedImage image) {
    Path file = originals.find(image).orElseThrow(ApiException::originalGone);
    byte[] jpeg = decode(image, file);
    try {
      folder.write(image.id(), jpeg);
    } catch (IOException e) {
      // A library on a full or read-only disk is still worth looking at.
    }
    return jpeg;
  }

  private byte[] decode(IndexedImage image, Path file) {
    decoding.acquireUninterruptibly();
    try {
      DecodedImage decoded =
          decoder.decode(
              ImageSource.ofFile(file),
              Thumbnails.decodeShortSide(image.facts().width(), image.facts().height()));
      return Thumbnails.jpeg(decoded.pixels(), LONG_SIDE);
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    } finally {
      decoding.release();
    }
  }
}
