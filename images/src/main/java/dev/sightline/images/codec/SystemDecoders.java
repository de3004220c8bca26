package dev.sightline.images.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Decoders of the operating system: libheif for HEIC and AVIF, `djxl` of libjxl for JPEG XL. They
/// are looked up when they are first needed, once per object.
///
/// Safe for concurrent use.
public final class SystemDecoders {
  public static final String INSTALL_LIBHEIF =
      "Install libheif (Debian, Ubuntu: apt install libheif1; macOS: brew install libheif)";
  static final String UPDATE_LIBHEIF =
      "Update libheif (Debian 13, Ubuntu 24.10 and newer have it; macOS: brew upgrade libheif)";
  public static final String INSTALL_HEVC =
      "Install libheif's HEVC decoder (Debian, Ubuntu: apt install libheif-plugin-libde265;"
          + " macOS: brew install libheif)";
  public static final String INSTALL_AV1 =
      "Install libheif's AV1 decoder (Debian, Ubuntu: apt install libheif-plugin-dav1d;"
          + " macOS: brew install libheif)";
  public static final String INSTALL_DJXL =
      "Install libjxl's djxl (Debian, Ubuntu: apt install libjxl-tools; macOS: brew install"
          + " jpeg-xl)";

  private final Once<Libheif> libheif;
  private final Once<Djxl> djxl;

  private SystemDecoders(Supplier<Optional<Libheif>> libheif, Supplier<Optional<Djxl>> djxl) {
    this.libheif = new Once<>(libheif);
    this.djxl = new Once<>(djxl);
  }

  /// A format and its decoder in this system.
  ///
  /// @param format `HEIC`, `AVIF` or `JPEG XL`
  /// @param found the decoder with its version; empty where there is none
  /// @param install how to install it, one sentence without its full stop
  public record Decoder(String format, Optional<String> found, String install) {}

  /// The decoders of this machine.
  public static SystemDecoders ofThisMachine() {
    return new SystemDecoders(Libheif::find, Djxl::find);
  }

  /// No decoders.
  public static SystemDecoders none() {
    return new SystemDecoders(Optional::empty, Optional::empty);
  }

  /// All formats that need a system decoder. May start a program to get its version.
  public List<Decoder> all() {
    var heif = libheif();
    boolean hevc = heif.isPresent() && heif.get().decodesHevc();
    boolean av1 = heif.isPresent() && heif.get().decodesAv1();
    var named = heif.map(library -> "libheif " + library.version());
    return List.of(
        new Decoder(
            "HEIC", named.filter(_ -> hevc), heif.isEmpty() ? INSTALL_LIBHEIF : INSTALL_HEVC),
        new Decoder("AVIF", named.filter(_ -> av1), heif.isEmpty() ? INSTALL_LIBHEIF : INSTALL_AV1),
        new Decoder("JPEG XL", djxl().map(program -> "djxl " + program.version()), INSTALL_DJXL));
  }

  /// A decoder that is too old for some files; empty where all are recent enough.
  public Optional<Outdated> outdated() {
    return libheif()
        .filter(library -> isOlder(library.version(), Libheif.READS_AUXILIARY))
        .map(
            library ->
                new Outdated(
                    "libheif %s does not read some HEIC files of newer phones, which need %s"
                        .formatted(library.version(), Libheif.READS_AUXILIARY),
                    UPDATE_LIBHEIF));
  }

  /// A decoder that is too old for some files.
  ///
  /// @param what the decoder, and the files that it cannot read
  /// @param update how to update it, one sentence without its full stop
  public record Outdated(String what, String update) {}

  /// Compares numbers between dots, such as 1.15.1 and 1.18; anything else counts as 0.
  static boolean isOlder(String version, String needed) {
    int[] one = numbers(version);
    int[] other = numbers(needed);
    return Arrays.compare(one, other) < 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[.]", -1))
        .mapToInt(part -> part.matches("\\d{1,6}") ? Integer.parseInt(part) : 0)
        .toArray();
  }

  /// The decoders with their versions, as one line that changes when a decoder is installed,
  /// removed or updated.
  public String fingerprint() {
    var text = new StringBuilder();
    for (Decoder decoder : all()) {
      text.append(text.isEmpty() ? "" : "; ")
          .append(decoder.format())
          .append(": ")
          .append(decoder.found().orElse("none"));
    }
    return text.toString();
  }

  /// libheif, loaded with the first call; empty when the system does not have it.
  public Optional<Libheif> libheif() {
    return libheif.get();
  }

  /// The program `djxl`, looked up with the first call; empty when the system does not have it.
  public Optional<Djxl> djxl() {
    return djxl.get();
  }

  /// A lookup that is done at most once.
  private static final class Once<T> {
    private final Supplier<Optional<T>> search;
    private Optional<T> found = Optional.empty();
    private boolean searched;

    Once(Supplier<Optional<T>> search) {
      this.search = search;
    }

    synchronized Optional<T> get() {
      if (!searched) {
        found = search.get();
        searched = true;
      }
      return found;
    }
  }
}
