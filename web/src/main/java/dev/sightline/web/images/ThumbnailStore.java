package dev.sightline.web.images;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.BoundedWork;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Thumbnails by content id and size: from memory, else from the library, else made from the file.
/// Concurrent requests for one thumbnail make it once. Metadata of the file (EXIF with the place)
/// is not copied: only pixels are encoded. Safe for concurrent use.
public final class ThumbnailStore {
  /// Longer side of the thumbnails that libraries store, in pixels.
  static final int LONG_SIDE = Thumbnails.LONG_SIDE;

  /// Longer sides that may be requested, in pixels. There are few, so that few are made and cached.
  public static final List<Integer> SIZES = List.of(160, 320, LONG_SIDE, 960, 1600);

  /// Capacity: about 2,000 thumbnails.
  private static final long MEMORY_BYTES = 64L * 1024 * 1024;

  /// Initial capacity of the table. Making a thumbnail locks its bin; with this many bins two
  /// thumbnails of a screen rarely share one.
  private static final int BINS = 10_000;

  private final Originals originals;
  private final SearchedLibrary library;
  private final ImageDecoder decoder;
  private final BoundedWork work;
  private final Cache<Key, byte[]> memory =
      Caffeine.newBuilder()
          .initialCapacity(BINS)
          .maximumWeight(MEMORY_BYTES)
          .weigher((Key _, byte[] jpeg) -> jpeg.length)
          .recordStats()
          .build();

  /// One thumbnail.
  ///
  /// @param id content id
  /// @param size one of [#SIZES]
  public record Key(String id, int size) {}

  /// @param work runs the decoding of images
  public ThumbnailStore(
      Originals originals, SearchedLibrary library, ImageDecoder decoder, BoundedWork work) {
    this.originals = originals;
    this.library = library;
    this.decoder = decoder;
    this.work = work;
  }

  /// The JPEG of a thumbnail that is in memory. Callers do not modify it.
  Optional<byte[]> inMemory(Key key) {
    return Optional.ofNullable(memory.getIfPresent(key));
  }

  /// The JPEG of a thumbnail. Callers do not modify it. If the file is not on this machine, a
  /// larger size gives the stored thumbnail.
  ///
  /// @throws ApiException 404 if there is neither the file nor a stored thumbnail, 415 or 422 if
  ///     the file cannot be decoded, 503 if the server is busy
  byte[] jpeg(IndexedImage image, int size) {
    if (isStoredOnly(image, size)) {
      return memory.get(new Key(image.id(), LONG_SIDE), _ -> kept(image, LONG_SIDE));
    }
    return memory.get(new Key(image.id(), size), _ -> kept(image, size));
  }

  /// Counts hits and misses of the cache.
  public Cache<Key, byte[]> cache() {
    return memory;
  }

  /// Whether only the stored thumbnail of an image is available, because its file is not on this
  /// machine, as in a carried library.
  boolean isStoredOnly(IndexedImage image, int size) {
    return size > LONG_SIDE && originals.find(image).isEmpty() && read(image.id()).isPresent();
  }

  private byte[] kept(IndexedImage image, int size) {
    if (size > LONG_SIDE) {
      return made(image, size);
    }
    byte[] usual = read(image.id()).orElseGet(() -> madeAndKept(image));
    return size == LONG_SIDE
        ? usual
        : work.call(() -> decode(ImageSource.ofBytes("The thumbnail", usual), size, 2 * size));
  }

  private Optional<byte[]> read(String id) {
    try {
      return library.thumbnail(id);
    } catch (IOException e) {
      return Optional.empty(); // then it is made again
    }
  }

  private byte[] madeAndKept(IndexedImage image) {
    byte[] jpeg = made(image, LONG_SIDE);
    try {
      library.keepThumbnail(image.id(), jpeg);
    } catch (IOException e) {
      // A library on a full or read-only disk is still worth looking at.
    }
    return jpeg;
  }

  private byte[] made(IndexedImage image, int size) {
    Original original = originals.find(image).orElseThrow(ApiException::originalGone);
    int usual = Thumbnails.decodeShortSide(image.facts().width(), image.facts().height());
    int shortSide = Math.max(1, (int) ((long) usual * size / LONG_SIDE));
    return work.call(() -> decode(ImageSource.ofFile(original.file()), size, shortSide));
  }

  private byte[] decode(ImageSource source, int size, int shortSide) {
    try {
      return Thumbnails.jpeg(decoder.decodeForDisplay(source, shortSide).pixels(), size);
    } catch (UnreadableImageException e) {
      throw ApiException.unreadable(e);
    }
  }
}
