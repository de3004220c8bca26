package dev.sightline.spark;

import dev.sightline.models.layout.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a job is to do, as `spark-submit` was told.
///
/// @param source where the pictures are
/// @param model folder of the model, on every machine or in a file system that Hadoop knows
/// @param variant which precision of its files
/// @param fullDecode whether large JPEGs are decoded at full size
/// @param output folder for what comes of them
/// @param half whether vectors are written as float16
/// @param partSize pictures of a part at most, roughly
/// @param retry whether pictures that were set aside are tried again
/// @param push address of a collection that the images are put into as well
/// @param loginFile whose first line is `USER:PASSWORD` for that collection
record JobOptions(
    ImageInput source,
    String model,
    Variant variant,
    boolean fullDecode,
    String output,
    boolean half,
    int partSize,
    boolean retry,
    Optional<String> push,
    Optional<String> loginFile) {
  /// What `--help` prints.
  static final String HELP =
      """
      Embeds pictures on Spark, into a folder that 'sightline library import' takes.

      spark-submit --class dev.sightline.spark.EmbedJob --jars LIBRARIES sightline-spark.jar
        (--input FOLDER… | --list FILE | --paths PARQUET | --bytes PARQUET)
        --model FOLDER --output FOLDER [OPTIONS]

      --input FOLDER       a folder, or one picture; repeatable
      --exclude GLOB       with --input: leave out files and folders of this name, or path when it
                           has a slash; repeatable
      --list FILE          a text file with a path a line
      --paths PARQUET      a table with a column of paths
      --bytes PARQUET      a table with a column of paths and one of whole files' bytes
      --path-column NAME   of such a table; default: path
      --bytes-column NAME  of such a table; default: content
      --model FOLDER       of the model: on every machine, or fetched once by each from hdfs:, s3a: …
      --variant NAME       fp32, fp16 or int8; default: fp32
      --decode auto|full   whether large JPEGs are decoded at reduced size; default: auto
      --output FOLDER      what is done there already is not done again
      --half               write vectors as float16
      --part-size N        pictures of a part at most, roughly: a job that was stopped loses the parts
                           under way, one a core; default: 1000
      --retry              try pictures again that were set aside
      --push solr:…        put the images into a collection as well
      --solr-login FILE    whose first line is USER:PASSWORD for it
      """;

  private static final int USUAL_PART = 1_000;

  private static final Set<String> FLAGS = Set.of("--half", "--retry");
  private static final Set<String> REPEATABLE = Set.of("--input", "--exclude");
  private static final Set<String> SINGLE =
      Set.of(
          "--list",
          "--paths",
          "--bytes",
          "--path-column",
          "--bytes-column",
          "--model",
          "--variant",
          "--decode",
          "--output",
          "--part-size",
          "--push",
          "--solr-login");

  /// Reads the command line.
  ///
  /// @throws JobException if something in it is wrong
  static JobOptions parse(String... arguments) {
    Map<String, List<String>> given = given(arguments);
    return new JobOptions(
        source(given),
        required(given, "--model"),
        variant(one(given, "--variant").orElse(Variant.FP32.label())),
        fullDecode(one(given, "--decode").orElse("auto")),
        required(given, "--output"),
        given.containsKey("--half"),
        partSize(given),
        given.containsKey("--retry"),
        one(given, "--push"),
        one(given, "--solr-login"));
  }

  private static Map<String, List<String>> given(String... arguments) {
    var given = new HashMap<String, List<String>>();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (FLAGS.contains(name)) {
        given.put(name, List.of());
      } else if (!SINGLE.contains(name) && !REPEATABLE.contains(name)) {
        throw new JobException("There is no option '%s'. --help lists them.".formatted(name));
      } else if (i + 1 == arguments.length) {
        throw new JobException("%s needs a value.".formatted(name));
      } else {
        given.computeIfAbsent(name, _ -> new ArrayList<>()).add(arguments[++i]);
        if (SINGLE.contains(name) && given.getOrDefault(name, List.of()).size() > 1) {
          throw new JobException("%s is given twice.".formatted(name));
        }
      }
    }
    return given;
  }

  private static Optional<String> one(Map<String, List<String>> given, String name) {
    return given.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static String required(Map<String, List<String>> given, String name) {
    return one(given, name)
        .orElseThrow(() -> new JobException("%s is missing. --help says more.".formatted(name)));
  }

  private static ImageInput source(Map<String, List<String>> given) {
    List<String> kinds =
        List.of("--input", "--list", "--paths", "--bytes").stream()
            .filter(given::containsKey)
            .toList();
    if (kinds.size() != 1) {
      throw new JobException(
          "Say where the pictures are with one of --input, --list, --paths and --bytes%s."
              .formatted(kinds.isEmpty() ? "" : ", not with " + String.join(" and ", kinds)));
    }
    if (given.containsKey("--exclude") && !given.containsKey("--input")) {
      throw new JobException("--exclude belongs to --input.");
    }
    String pathColumn = one(given, "--path-column").orElse("path");
    String bytesColumn = one(given, "--bytes-column").orElse("content");
    return switch (kinds.getFirst()) {
      case "--input" ->
          new ImageInput.Folders(
              given.getOrDefault("--input", List.of()), given.getOrDefault("--exclude", List.of()));
      case "--list" -> new ImageInput.FileList(required(given, "--list"));
      case "--paths" -> new ImageInput.PathTable(required(given, "--paths"), pathColumn);
      default -> new ImageInput.BytesTable(required(given, "--bytes"), pathColumn, bytesColumn);
    };
  }

  private static Variant variant(String name) {
    try {
      return Variant.of(name);
    } catch (IllegalArgumentException e) {
      throw new JobException("--variant: %s.".formatted(e.getMessage()), e);
    }
  }

  private static boolean fullDecode(String text) {
    return switch (text) {
      case "auto" -> false;
      case "full" -> true;
      default -> throw new JobException("--decode is auto or full, got '%s'.".formatted(text));
    };
  }

  private static int partSize(Map<String, List<String>> given) {
    String text = one(given, "--part-size").orElse(Integer.toString(USUAL_PART));
    try {
      int size = Integer.parseInt(text);
      if (size >= 1) {
        return size;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new JobException("--part-size is a number from 1 on, got '%s'.".formatted(text));
  }
}
