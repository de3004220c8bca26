package dev.sightline.indexer.walk;

import dev.sightline.images.ImageFormats;
import dev.sightline.images.metadata.CaptionLines;
import dev.sightline.indexer.walk.SidecarPaths.TakeoutCandidate;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Groups the files of one folder that belong together: an image with its sidecars
/// (`IMG_1.jpg.xmp`, `IMG_1.xmp`) and the JSON file of a Google Takeout ([TakeoutNames]), and a
/// camera's raw file with the JPEG or HEIF of the same name, which are one result.
final class FileGroups {
  private static final String SIDECAR = ".xmp";

  /// The name of an image, possibly shortened, before the extension of a JSON file.
  private static final Pattern IMAGE_AND_MORE =
      Pattern.compile(
          "\\.(jpe?g|png|gif|heic|heif|avif|webp|tiff?|bmp|dng|jxl|mp)[.(]|^.{45,47}(\\(\\d+\\))?\\.json$");

  /// No groups, for a single folder entry.
  static final FileGroups NONE = new FileGroups(List.of(), List.of(), false);

  private final List<Path> entries;
  private final List<CaptionFile> captionFiles;
  private final boolean captions;
  private final boolean hasJson;

  /// Files by their name in lower case: cameras write `IMG_1.JPG`, programs `IMG_1.xmp`.
  private final Map<String, Path> byName = new HashMap<>();

  private final Map<String, List<Path>> imagesByStem = new HashMap<>();

  /// @param entries entries of the folder that are not excluded
  /// @param captionFiles caption files at or above the folder, the outermost first
  /// @param captions whether sidecars and caption files are used
  FileGroups(List<Path> entries, List<CaptionFile> captionFiles, boolean captions) {
    this.entries = entries;
    this.captionFiles = List.copyOf(captionFiles);
    this.captions = captions;
    this.hasJson = entries.stream().anyMatch(it -> name(it).endsWith(TakeoutNames.ENDING));
    if (captionFiles.isEmpty() && entries.stream().noneMatch(FileGroups::mayBeGrouped)) {
      return; // as in most folders; the maps stay empty
    }
    entries.forEach(entry -> byName.putIfAbsent(name(entry), entry));
    groupImages();
  }

  private void groupImages() {
    for (Path entry : entries) {
      String name = name(entry);
      if (ImageFormats.isImageName(name)) {
        imagesByStem.computeIfAbsent(stem(name), _ -> new ArrayList<>()).add(entry);
      }
    }
  }

  /// Whether a file is a sidecar, a Takeout file or a caption file.
  static boolean isAttachment(Path file) {
    String name = name(file);
    return name.endsWith(SIDECAR)
        || name.equals(CaptionLines.FILE_NAME)
        || (name.endsWith(TakeoutNames.ENDING) && IMAGE_AND_MORE.matcher(name).find());
  }

  private static boolean mayBeGrouped(Path file) {
    String name = name(file);
    return name.endsWith(SIDECAR)
        || name.endsWith(TakeoutNames.ENDING)
        || ImageFormats.isRawName(name);
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /// The images of the folder that a change of a file may affect: the file itself, and those with
  /// the same name and another extension. The file need not exist.
  List<Path> related(Path file) {
    if (imagesByStem.isEmpty()) {
      groupImages(); // needed only for single files
    }
    String name = name(file);
    if (name.endsWith(TakeoutNames.ENDING)) {
      return entries.stream()
          .filter(entry -> ImageFormats.isImageName(name(entry)))
          .filter(
              entry -> TakeoutNames.of(name(entry)).stream().anyMatch(it -> it.file().equals(name)))
          .toList();
    }
    String owner =
        name.endsWith(SIDECAR) ? name.substring(0, name.length() - SIDECAR.length()) : name;
    return imagesByStem.getOrDefault(
        ImageFormats.isImageName(owner) ? stem(owner) : owner, List.of());
  }

  /// The image that a raw file is a companion of, if there is one.
  Optional<Path> shownWith(Path raw) {
    if (isPlain()) {
      return Optional.empty();
    }
    String name = name(raw);
    return ImageFormats.isRawName(name)
        ? imagesByStem.getOrDefault(stem(name), List.of()).stream()
            .filter(other -> ImageFormats.isCameraImageName(name(other)))
            .findFirst()
        : Optional.empty();
  }

  /// Whether the folder has no groups.
  private boolean isPlain() {
    return byName.isEmpty();
  }

  private List<Path> companions(Path image) {
    if (isPlain() || !ImageFormats.isCameraImageName(name(image))) {
      return List.of();
    }
    return imagesByStem.getOrDefault(stem(name(image)), List.of()).stream()
        .filter(other -> shownWith(other).filter(image::equals).isPresent())
        .toList();
  }

  /// The sidecars of an image.
  SidecarPaths sidecars(Path image) {
    if (!captions || isPlain()) {
      return SidecarPaths.NOTHING;
    }
    var sidecars = new ArrayList<Path>();
    addIfThere(name(image) + SIDECAR, sidecars);
    addIfThere(stem(name(image)) + SIDECAR, sidecars);
    for (Path companion : companions(image)) {
      addIfThere(name(companion) + SIDECAR, sidecars);
    }
    return new SidecarPaths(
        sidecars,
        takeout(image),
        captionFiles.stream().flatMap(file -> file.of(image).stream()).toList());
  }

  private List<TakeoutCandidate> takeout(Path image) {
    if (!hasJson) {
      return List.of();
    }
    String name = name(image);
    return TakeoutNames.of(name).stream()
        .flatMap(
            it ->
                Optional.ofNullable(byName.get(it.file())).stream()
                    .map(file -> new TakeoutCandidate(file, name, it.certain())))
        .toList();
  }

  private void addIfThere(String name, List<Path> found) {
    Path file = byName.get(name);
    if (file != null) {
      found.add(file);
    }
  }

  /// The attachments of an image with their stamp; the files are not read.
  Attachments attachments(Path image, SidecarPaths sidecars) {
    if (captions && isPlain()) {
      return Attachments.NOTHING;
    }
    List<Path> companions = companions(image);
    var stamp = new StringBuilder(captions ? "" : "-");
    sidecars.sidecars().forEach(file -> stamp(file, stamp));
    sidecars.takeout().forEach(it -> stamp(it.file(), stamp));
    companions.forEach(file -> stamp(file, stamp));
    if (!sidecars.captions().isEmpty()) {
      String lines = String.join("\n", sidecars.captions());
      stamp.append(ContentHash.of(lines.getBytes(StandardCharsets.UTF_8)));
    }
    return stamp.isEmpty()
        ? Attachments.NOTHING
        : new Attachments(stamp.toString(), Annotations.NONE, companions, !captions);
  }

  /// Appends name, size and time of a file. The folder is not included, so that stamps stay valid
  /// when a library is moved.
  private static void stamp(Path file, StringBuilder stamp) {
    Optional<IndexedFile> now = FileStamp.of(file);
    stamp
        .append(file.getFileName())
        .append(' ')
        .append(now.map(IndexedFile::bytes).orElse(-1L))
        .append(' ')
        .append(now.map(IndexedFile::modifiedMillis).orElse(-1L))
        .append('\n');
  }

  /// The companions of an image, each as a file of its own.
  List<FolderWalk.Found> alone(Path image) {
    var alone = new ArrayList<FolderWalk.Found>();
    for (Path companion : companions(image)) {
      SidecarPaths sidecars = sidecars(companion);
      FileStamp.of(companion)
          .map(file -> file.withMetadataVersion(MetadataVersion.CURRENT))
          .map(file -> file.with(attachments(companion, sidecars)))
          .ifPresent(file -> alone.add(new FolderWalk.Found(file, sidecars, List.of())));
    }
    return alone;
  }
}
