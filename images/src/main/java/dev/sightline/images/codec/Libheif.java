package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The libheif of the operating system, which decodes HEIC and AVIF. No other class uses it.
/// Sightline does not ship it, because HEVC is patented and every system has its own way to
/// distribute it.
///
/// Each call opens the file and frees everything before it returns, so that no native memory has to
/// be closed by callers. Opening reads only the boxes, which is fast compared with decoding. Names
/// as in `libheif/heif.h`, 1.15 and newer; symbols that older ones lack are optional.
public final class Libheif {
  private static final List<String> NAMES =
      List.of(
          "libheif.so.1",
          "libheif.1.dylib",
          "/opt/homebrew/lib/libheif.1.dylib", // where brew puts it on ARM and on Intel
          "/usr/local/lib/libheif.1.dylib",
          "heif.dll",
          "libheif.dll");

  private static final int HEVC = 1; // heif_compression_HEVC
  private static final int AV1 = 4; // heif_compression_AV1
  /// Older versions reject an auxiliary image that belongs to several images, as newer phones write
  /// them; they report it only as text (`heif_suberror_Unspecified`).
  static final String READS_AUXILIARY = "1.18";

  private static final String AUXILIARY = "auxiliary image references";
  private static final int RGB = 1; // heif_colorspace_RGB
  private static final int INTERLEAVED = 10; // heif_channel_interleaved
  private static final long TO_EIGHT_BITS = 40; // offset of convert_hdr_to_8bit in the options
  private static final int EXIF_OFFSET = 4; // bytes before an Exif item that say where TIFF begins

  private static final int MOST_ITEMS = 8; // of metadata; cameras write one or two of a type
  private static final long LARGEST_ITEM = 64L << 20; // bytes

  /// `struct heif_error`: code, subcode, message.
  private static final StructLayout ERROR =
      MemoryLayout.structLayout(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

  private final String version;
  private final boolean hevc;
  private final boolean av1;

  private final MethodHandle contextAlloc;
  private final MethodHandle contextFree;
  private final MethodHandle contextRead;
  private final MethodHandle contextLimit;
  private final MethodHandle contextPrimary;
  private final MethodHandle handleRelease;
  private final MethodHandle handleWidth;
  private final MethodHandle handleHeight;
  private final MethodHandle handleHasAlpha;
  private final MethodHandle metadataIds;
  private final MethodHandle metadataSize;
  private final MethodHandle metadata;
  private final MethodHandle optionsAlloc;
  private final MethodHandle optionsFree;
  private final MethodHandle decode;
  private final MethodHandle imageRelease;
  private final MethodHandle imageWidth;
  private final MethodHandle imageHeight;
  private final MethodHandle imagePlane;

  /// The metadata of a file, read without decoding its pixels.
  ///
  /// @param width columns after the file's own cropping, turning and mirroring
  /// @param height rows after them
  /// @param exif the TIFF structure of the first Exif item
  /// @param xmp items of XML or of another MIME type
  public record Header(
      int width, int height, Optional<MetadataItem> exif, List<MetadataItem> xmp) {}

  /// A class, because arrays compare by address.
  public static final class MetadataItem {
    private final byte[] bytes;

    MetadataItem(byte[] bytes) {
      this.bytes = bytes;
    }

    public byte[] bytes() {
      return bytes;
    }
  }

  private Libheif(SymbolLookup library) {
    var functions = new Functions(library);
    var pointer = ValueLayout.ADDRESS;
    var number = ValueLayout.JAVA_INT;
    contextAlloc = functions.find("heif_context_alloc", FunctionDescriptor.of(pointer));
    contextFree = functions.find("heif_context_free", FunctionDescriptor.ofVoid(pointer));
    contextRead =
        functions.find(
            "heif_context_read_from_memory_without_copy",
            FunctionDescriptor.of(ERROR, pointer, pointer, ValueLayout.JAVA_LONG, pointer));
    contextLimit =
        functions.find(
            "heif_context_set_maximum_image_size_limit",
            FunctionDescriptor.ofVoid(pointer, number));
    contextPrimary =
        functions.find(
            "heif_context_get_primary_image_handle",
            FunctionDescriptor.of(ERROR, pointer, pointer));
    handleRelease = functions.find("heif_image_handle_release", FunctionDescriptor.ofVoid(pointer));
    handleWidth =
        functions.find("heif_image_handle_get_width", FunctionDescriptor.of(number, pointer));
    handleHeight =
        functions.find("heif_image_handle_get_height", FunctionDescriptor.of(number, pointer));
    handleHasAlpha =
        functions.find(
            "heif_image_handle_has_alpha_channel", FunctionDescriptor.of(number, pointer));
    metadataIds =
        functions.find(
            "heif_image_handle_get_list_of_metadata_block_IDs",
            FunctionDescriptor.of(number, pointer, pointer, pointer, number));
    metadataSize =
        functions.find(
            "heif_image_handle_get_metadata_size",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, pointer, number));
    metadata =
        functions.find(
            "heif_image_handle_get_metadata",
            FunctionDescriptor.of(ERROR, pointer, number, pointer));
    optionsAlloc = functions.find("heif_decoding_options_alloc", FunctionDescriptor.of(pointer));
    optionsFree = functions.find("heif_decoding_options_free", FunctionDescriptor.ofVoid(pointer));
    decode =
        functions.find(
            "heif_decode_image",
            FunctionDescriptor.of(ERROR, pointer, pointer, number, number, pointer));
    imageRelease = functions.find("heif_image_release", FunctionDescriptor.ofVoid(pointer));
    imageWidth =
        functions.find("heif_image_get_width", FunctionDescriptor.of(number, pointer, number));
    imageHeight =
        functions.find("heif_image_get_height", FunctionDescriptor.of(number, pointer, number));
    imagePlane =
        functions.find(
            "heif_image_get_plane_readonly",
            FunctionDescriptor.of(pointer, pointer, number, pointer));
    try {
      functions.initialize();
      version = text((MemorySegment) functions.version().invokeExact());
      hevc = (int) functions.hasDecoder().invokeExact(HEVC) != 0;
      av1 = (int) functions.hasDecoder().invokeExact(AV1) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("libheif cannot be asked for its version", e);
    }
  }

  /// libheif, where the system has it.
  static Optional<Libheif> find() {
    return find(NAMES);
  }

  /// The first of these libraries that exists and has the functions needed.
  @SuppressWarnings("restricted") // loads a native library, which is the point
  static Optional<Libheif> find(List<String> names) {
    for (String name : names) {
      try {
        return Optional.of(new Libheif(SymbolLookup.libraryLookup(name, Arena.global())));
      } catch (IllegalArgumentException | NoSuchElementException _) {
        // missing, or too old
      }
    }
    return Optional.empty();
  }

  /// Such as `1.15.1`.
  String version() {
    return version;
  }

  /// Whether it was built with, or has found a plugin for, the codec of HEIC.
  public boolean decodesHevc() {
    return hevc;
  }

  /// Whether it was built with, or has found a plugin for, the codec of AVIF.
  public boolean decodesAv1() {
    return av1;
  }

  /// Size and Exif of a file's primary image.
  ///
  /// @param format what to call the file in messages
  public Header header(byte[] file, String format) throws UnreadableImageException {
    return withPrimary(
        file,
        format,
        Integer.MAX_VALUE,
        (handle, arena) ->
            new Header(
                (int) handleWidth.invokeExact(handle),
                (int) handleHeight.invokeExact(handle),
                exif(handle, arena),
                items(handle, arena, "mime").stream().map(MetadataItem::new).toList()));
  }

  /// Decodes a file's primary image, turned and cropped as the file says, 8 bits, without alpha.
  ///
  /// @param maxPixels maximum number of pixels, cropped ones included
  public Pixels decode(byte[] file, String format, long maxPixels) throws UnreadableImageException {
    return withPrimary(
        file,
        format,
        side(maxPixels),
        (handle, arena) -> {
          var plane = plane(handle, arena, format, maxPixels, Layout.RGB);
          return new Pixels(plane.width(), plane.height(), plane.samples());
        });
  }

  /// Decodes the image with its alpha channel; empty where the file has none.
  public Optional<RgbaPixels> decodeWithAlpha(byte[] file, String format, long maxPixels)
      throws UnreadableImageException {
    return withPrimary(
        file,
        format,
        side(maxPixels),
        (handle, arena) -> {
          if ((int) handleHasAlpha.invokeExact(handle) == 0) {
            return Optional.empty();
          }
          var plane = plane(handle, arena, format, maxPixels, Layout.RGBA);
          return Optional.of(new RgbaPixels(plane.width(), plane.height(), plane.samples()));
        });
  }

  private static int side(long maxPixels) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(Math.sqrt((double) maxPixels)));
  }

  /// How samples are laid out: the values of `heif_chroma_interleaved_RGB` and `…_RGBA`.
  private enum Layout {
    RGB(10, Pixels.CHANNELS),
    RGBA(11, RgbaPixels.CHANNELS);

    private final int chroma;
    private final int channels;

    Layout(int chroma, int channels) {
      this.chroma = chroma;
      this.channels = channels;
    }
  }

  /// One decoded plane; a class, because arrays compare by address.
  private static final class Plane {
    private final int width;
    private final int height;
    private final byte[] samples;

    Plane(int width, int height, byte[] samples) {
      this.width = width;
      this.height = height;
      this.samples = samples;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }

    byte[] samples() {
      return samples;
    }
  }

  private interface Use<T> {
    T of(MemorySegment handle, Arena arena) throws Throwable;
  }

  /// @param side libheif refuses images of more than the square of this many pixels
  private <T> T withPrimary(byte[] file, String format, int side, Use<T> use)
      throws UnreadableImageException {
    try (var arena = Arena.ofConfined()) {
      var bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, file);
      var context = present((MemorySegment) contextAlloc.invokeExact());
      try {
        if (side < Integer.MAX_VALUE) {
          contextLimit.invokeExact(context, side);
        }
        check(
            format,
            (MemorySegment)
                contextRead.invokeExact(
                    (SegmentAllocator) arena,
                    context,
                    bytes,
                    bytes.byteSize(),
                    MemorySegment.NULL));
        var slot = arena.allocate(ValueLayout.ADDRESS);
        check(
            format,
            (MemorySegment) contextPrimary.invokeExact((SegmentAllocator) arena, context, slot));
        var handle = present(slot.get(ValueLayout.ADDRESS, 0));
        try {
          return use.of(handle, arena);
        } finally {
          handleRelease.invokeExact(handle);
        }
      } finally {
        contextFree.invokeExact(context);
      }
    } catch (UnreadableImageException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("calling libheif failed", e);
    }
  }

  @SuppressWarnings("restricted") // memory of libheif's, read within the bounds that it states
  private Plane plane(
      MemorySegment handle, Arena arena, String format, long maxPixels, Layout layout)
      throws Throwable {
    var slot = arena.allocate(ValueLayout.ADDRESS);
    var options = present((MemorySegment) optionsAlloc.invokeExact());
    try {
      options.reinterpret(TO_EIGHT_BITS + 1).set(ValueLayout.JAVA_BYTE, TO_EIGHT_BITS, (byte) 1);
      check(
          format,
          (MemorySegment)
              decode.invokeExact(
                  (SegmentAllocator) arena, handle, slot, RGB, layout.chroma, options));
    } finally {
      optionsFree.invokeExact(options);
    }
    var image = present(slot.get(ValueLayout.ADDRESS, 0));
    try {
      int width = (int) imageWidth.invokeExact(image, INTERLEAVED);
      int height = (int) imageHeight.invokeExact(image, INTERLEAVED);
      new DecodeLimits(maxPixels, 1).checkPixels(width, height); // the header may be wrong
      var strideSlot = arena.allocate(ValueLayout.JAVA_INT);
      var plane = present((MemorySegment) imagePlane.invokeExact(image, INTERLEAVED, strideSlot));
      int stride = strideSlot.get(ValueLayout.JAVA_INT, 0);
      int row = width * layout.channels;
      if (width < 1 || height < 1 || stride < row) {
        throw UnreadableImageException.corrupt(
            "libheif gave an image of %d x %d with rows of %d bytes."
                .formatted(width, height, stride));
      }
      var source = plane.reinterpret((long) stride * (height - 1) + row); // the last has no padding
      byte[] samples = new byte[row * height];
      for (int y = 0; y < height; y++) {
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, (long) y * stride, samples, y * row, row);
      }
      return new Plane(width, height, samples);
    } finally {
      imageRelease.invokeExact(image);
    }
  }

  /// The TIFF structure of the first Exif item. Metadata that cannot be read is absent: it does not
  /// prevent the image from being decoded.
  private Optional<MetadataItem> exif(MemorySegment handle, Arena arena) throws Throwable {
    List<byte[]> items = items(handle, arena, "Exif");
    if (items.isEmpty() || items.getFirst().length <= EXIF_OFFSET) {
      return Optional.empty();
    }
    byte[] bytes = items.getFirst();
    long start = EXIF_OFFSET + new FileBytes(bytes, "Exif item").u32(0);
    return start < bytes.length
        ? Optional.of(new MetadataItem(Arrays.copyOfRange(bytes, (int) start, bytes.length)))
        : Optional.empty();
  }

  /// The metadata items of a type that can be read, in the order of the file.
  private List<byte[]> items(MemorySegment handle, Arena arena, String type) throws Throwable {
    var ids = arena.allocate(ValueLayout.JAVA_INT, MOST_ITEMS);
    int found = (int) metadataIds.invokeExact(handle, arena.allocateFrom(type), ids, MOST_ITEMS);
    var items = new ArrayList<byte[]>();
    for (int i = 0; i < Math.min(found, MOST_ITEMS); i++) {
      int item = ids.getAtIndex(ValueLayout.JAVA_INT, i);
      long size = (long) metadataSize.invokeExact(handle, item);
      if (size < 1 || size > LARGEST_ITEM) {
        continue;
      }
      var block = arena.allocate(size);
      var error =
          (MemorySegment) metadata.invokeExact((SegmentAllocator) arena, handle, item, block);
      if (error.get(ValueLayout.JAVA_INT, 0) == 0) {
        items.add(block.toArray(ValueLayout.JAVA_BYTE));
      }
    }
    return items;
  }

  /// Converts a `heif_error` to an exception. Codes as in `enum heif_error_code` and `enum
  /// heif_suberror_code`.
  private void check(String format, MemorySegment error) throws UnreadableImageException {
    int code = error.get(ValueLayout.JAVA_INT, 0);
    if (code == 0) {
      return;
    }
    int detail = error.get(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT.byteSize());
    String said = text(error.get(ValueLayout.ADDRESS, 2 * ValueLayout.JAVA_INT.byteSize()));
    if (said.contains(AUXILIARY)) {
      throw new UnreadableImageException(
          Reason.DECODER_MISSING,
          "This %s is of a newer phone and needs libheif %s or newer, %s is here. %s."
              .formatted(format, READS_AUXILIARY, version, SystemDecoders.UPDATE_LIBHEIF));
    }
    boolean noCodec = detail == 3000 || code == 11; // unsupported codec; no plugin
    Reason reason =
        switch (code) {
          case 1, 2 -> detail == 100 ? Reason.TRUNCATED : Reason.CORRUPT; // end of data
          case 3 -> Reason.UNSUPPORTED;
          case 4, 11 -> noCodec ? Reason.DECODER_MISSING : Reason.UNSUPPORTED;
          case 6 -> Reason.TOO_LARGE; // not enough memory, or a security limit
          default -> Reason.CORRUPT;
        };
    throw new UnreadableImageException(
        reason, "The %s cannot be decoded by libheif: %s.".formatted(format, said.strip()));
  }

  private static MemorySegment present(MemorySegment pointer) {
    if (pointer.equals(MemorySegment.NULL)) {
      throw new IllegalStateException("libheif gave no object; it may be out of memory");
    }
    return pointer;
  }

  @SuppressWarnings("restricted") // a zero-terminated string of libheif's
  private static String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL)
        ? "no reason given"
        : pointer.reinterpret(4096).getString(0, StandardCharsets.UTF_8);
  }

  /// Finds functions by name.
  private record Functions(SymbolLookup library) {
    /// @throws NoSuchElementException if the library lacks it
    @SuppressWarnings("restricted")
    MethodHandle find(String name, FunctionDescriptor type) {
      return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }

    MethodHandle version() {
      return find("heif_get_version", FunctionDescriptor.of(ValueLayout.ADDRESS));
    }

    MethodHandle hasDecoder() {
      return find(
          "heif_have_decoder_for_format",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /// Newer versions load their codec plugins here. They are never unloaded, because the process
    /// continues to decode.
    @SuppressWarnings("restricted")
    void initialize() throws Throwable {
      var init = library.find("heif_init");
      if (init.isEmpty()) {
        return;
      }
      var function =
          Linker.nativeLinker()
              .downcallHandle(init.get(), FunctionDescriptor.of(ERROR, ValueLayout.ADDRESS));
      try (var arena = Arena.ofConfined()) {
        var _ = (MemorySegment) function.invokeExact((SegmentAllocator) arena, MemorySegment.NULL);
      }
    }
  }
}
