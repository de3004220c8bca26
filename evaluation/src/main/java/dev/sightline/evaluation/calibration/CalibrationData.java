package dev.sightline.evaluation.calibration;

import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.evaluation.retrieval.RetrievalEvaluation;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.npy.NpyFile;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.confidence.BackgroundSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Embeds what a calibration is fitted to: classes of images, captioned images, and a bank.
public final class CalibrationData {
  /// Fewer have no halves to fit to and to measure on.
  private static final int LEAST_GROUPS = 8;

  /// The file extensions of pictures that are taken from a folder.
  private static final List<String> PICTURES =
      List.of(".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff");

  private final ClipModel model;
  private final ImageDecoder decoder;

  /// @param model whose calibration is made
  /// @param decoder for the images
  public CalibrationData(ClipModel model, ImageDecoder decoder) {
    this.model = model;
    this.decoder = decoder;
  }

  /// Fits and measures.
  ///
  /// @param captions captioned images
  /// @param images one folder a class, named after it
  /// @param bank of this model
  /// @param seed the same gives the same result
  /// @throws EvaluationException if there is too little data or an image cannot be read
  /// @throws IOException if the folder cannot be read
  public CalibrationResult calibrate(
      Captions captions, Path images, BackgroundSample bank, long seed) throws IOException {
    return CalibrationEvaluation.measure(classes(images, bank), told(captions, bank), seed);
  }

  private LabelledQueries told(Captions captions, BackgroundSample bank) {
    requireEnough(captions.byImage().size(), "captioned images");
    var photos = new ArrayList<float[]>();
    var sentences = new ArrayList<String>();
    var owners = new ArrayList<Integer>();
    for (Map.Entry<Path, List<String>> entry : captions.byImage().entrySet()) {
      for (String caption : entry.getValue()) {
        sentences.add(caption);
        owners.add(photos.size());
      }
      photos.add(embed(entry.getKey()));
    }
    int[] each = IntStream.range(0, photos.size()).toArray();
    return new LabelledQueries(embed(sentences), array(owners), photos, each, bank);
  }

  /// Each class is asked for in two ways, as people do: by its bare name, and as a photo of it.
  private LabelledQueries classes(Path images, BackgroundSample bank) throws IOException {
    List<Path> folders = sorted(images, Files::isDirectory);
    requireEnough(folders.size(), "folders in " + images);
    var photos = new ArrayList<float[]>();
    var classes = new ArrayList<Integer>();
    var sentences = new ArrayList<String>();
    var asked = new ArrayList<Integer>();
    for (int i = 0; i < folders.size(); i++) {
      String name = folders.get(i).getFileName().toString().replace('_', ' ');
      sentences.addAll(List.of(name, "a photo of a " + name));
      asked.addAll(List.of(i, i));
      List<Path> files = sorted(folders.get(i), CalibrationData::isPicture);
      if (files.isEmpty()) {
        throw new EvaluationException("%s holds no pictures.".formatted(folders.get(i)));
      }
      for (Path file : files) {
        photos.add(embed(file));
        classes.add(i);
      }
    }
    return new LabelledQueries(embed(sentences), array(asked), photos, array(classes), bank);
  }

  /// Embeds all photos below a folder into a bank's file, float16.
  ///
  /// @param folder photos from outside any library that will be searched
  /// @param file is written
  /// @return how many photos could not be read and were left out
  /// @throws EvaluationException if fewer than [BackgroundSample#LEAST_ROWS] photos can be read
  /// @throws IOException if the folder cannot be read or the file not be written
  public int embedBank(Path folder, Path file) throws IOException {
    List<Path> photos;
    try (Stream<Path> all = Files.walk(folder)) {
      photos = all.filter(CalibrationData::isPicture).sorted().toList();
    }
    requireBank(photos.size(), folder);
    var vectors = new ArrayList<float[]>();
    int unreadable = 0;
    for (Path photo : photos) {
      try {
        vectors.add(embedOrThrow(photo));
      } catch (UnreadableImageException e) {
        unreadable++;
      }
    }
    requireBank(vectors.size(), folder);
    int dimension = vectors.getFirst().length;
    try (NpyFile npy = NpyFile.create(file, vectors.size(), dimension, true)) {
      for (float[] vector : vectors) {
        npy.add(vector);
      }
    }
    return unreadable;
  }

  private static void requireBank(int photos, Path folder) {
    if (photos < BackgroundSample.LEAST_ROWS) {
      throw new EvaluationException(
          "%s holds %,d readable photos; a bank needs at least %,d, from outside your library."
              .formatted(folder, photos, BackgroundSample.LEAST_ROWS));
    }
  }

  private static void requireEnough(int groups, String what) {
    if (groups < LEAST_GROUPS) {
      throw new EvaluationException(
          "There are %d %s; at least %d are needed to fit and to measure on others."
              .formatted(groups, what, LEAST_GROUPS));
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && PICTURES.stream().anyMatch(name::endsWith);
  }

  private static List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(wanted).sorted().toList();
    }
  }

  private float[] embed(Path file) {
    try {
      return embedOrThrow(file);
    } catch (UnreadableImageException e) {
      throw new EvaluationException("%s cannot be measured: %s".formatted(file, e.getMessage()));
    }
  }

  private float[] embedOrThrow(Path file) throws UnreadableImageException {
    var encoder = model.imageEncoder();
    int shortSide = encoder.preprocessor().preprocessing().decodeShortSide();
    return encoder.encode(decoder.decode(ImageSource.ofFile(file), shortSide).pixels());
  }

  private List<float[]> embed(List<String> sentences) {
    return RetrievalEvaluation.embed(model, sentences);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
