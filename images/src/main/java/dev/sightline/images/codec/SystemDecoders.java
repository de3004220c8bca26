package dev.sightline.images.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The decoders that Sightline does not bring and the system may have: libheif for HEIC and AVIF,
/// libjxl's `djxl` for JPEG XL. Looked for when first asked, once an object.
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

  /// One format and the system's decoder for it.
  ///
  /// @param format `HEIC`, `AVIF` or `JPEG XL`
  /// @param found the decoder with its version; empty where there is none
  /// @param install what to do to get it, one sentence without its full stop
  public record Decoder(String format, Optional<String> found, String install) {}

  /// Those of this machine.
  public static SystemDecoders ofThisMachine() {
    return new SystemDecoders(Libheif::find, Djxl::find);
  }

  /// As on a machine that has none.
  public static SystemDecoders none() {
    return new SystemDecoders(Optional::empty, Optional::empty);
  }

  /// Every format that needs one, and whether it was found. May start a program to see.
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

  /// What a decoder that was found is too old for, as one sentence, and what to do; empty where
  /// none is.
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
  /// @param what which decoder, and for what
  /// @param update what to do, one sentence without its full stop
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

  /// All that were found, in one line: two lines differ when one came, went or changed its version.
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

  public Optional<Libheif> libheif() {
    return libheif.get();
  }

  public Optional<Djxl> djxl() {
    return djxl.get();
  }

  /// A search that is made at most once.
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
