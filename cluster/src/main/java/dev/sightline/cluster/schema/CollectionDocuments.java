package dev.sightline.cluster.schema;

import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.schema.ImageRecordFormat;
import dev.sightline.library.schema.IndexedFields;
import dev.sightline.library.schema.WordAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/// Turns images into documents of a collection, and back.
public final class CollectionDocuments {
  private static final int LONGEST_TERM = 8_000; // Lucene refuses terms of 32,766 bytes or more

  private CollectionDocuments() {}

  /// The document of an image.
  ///
  /// @param thumbnail a JPEG, if there is one
  public static SolrInputDocument of(StoredVector stored, Optional<byte[]> thumbnail) {
    IndexedImage image = stored.image();
    float[] vector = stored.vector();
    byte[] record = ImageRecordFormat.encode(image);
    byte[] embedding = bytes(vector);
    var document = new SolrInputDocument();
    document.setField(CollectionFields.ID, image.id());
    document.setField(CollectionFields.RECORD, record);
    document.setField(CollectionFields.VECTOR, boxed(vector));
    document.setField(CollectionFields.EMBEDDING, embedding);
    document.setField(CollectionFields.DIGEST, digest(record, embedding));
    if (!stored.embedding().pixels().isEmpty()) {
      document.setField(CollectionFields.PIXELS, stored.embedding().pixels());
    }
    thumbnail.ifPresent(it -> document.setField(CollectionFields.THUMBNAIL, it));
    image.paths().forEach(path -> document.addField(CollectionFields.PATH, pathTerm(path)));
    var values = IndexedFields.of(image);
    addValues(document, values);
    image.facts().camera().ifPresent(it -> document.setField(CollectionFields.CAMERA_NAME, it));
    addWords(document, CollectionFields.NAME_WORDS, values.names());
    addWords(document, CollectionFields.CAPTION_WORDS, values.captions());
    addWords(document, CollectionFields.KEYWORD_WORDS, values.keywords());
    values.keywords().stream()
        .flatMap(it -> WordAnalysis.words(it).stream())
        .distinct()
        .forEach(it -> document.addField(CollectionFields.KEYWORD, it));
    return document;
  }

  /// What the same image and vector have in common, whichever thumbnail was made of it.
  private static String digest(byte[] record, byte[] embedding) {
    var checksum = new java.util.zip.CRC32C();
    checksum.update(record);
    long first = checksum.getValue();
    checksum.update(embedding);
    return "%08x%08x%x".formatted(first, checksum.getValue(), record.length);
  }

  private static void addValues(SolrInputDocument document, IndexedFields values) {
    document.setField(CollectionFields.TIME, values.seconds());
    document.setField(CollectionFields.YEAR, values.time().getYear());
    document.setField(
        CollectionFields.MONTH,
        "%04d-%02d".formatted(values.time().getYear(), values.time().getMonthValue()));
    document.setField(CollectionFields.MONTH_DAY, values.monthDay());
    document.setField(CollectionFields.DAY, values.time().getDayOfMonth());
    values.camera().ifPresent(it -> document.setField(CollectionFields.CAMERA, it));
    values.lens().ifPresent(it -> document.setField(CollectionFields.LENS, it));
    document.setField(CollectionFields.FILE_NAME, values.fileNames());
    document.setField(CollectionFields.FIRST_NAME, values.fileNames().getFirst());
    document.setField(CollectionFields.EXTENSION, values.extensions());
    document.setField(CollectionFields.FOLDER, values.folder());
    document.setField(CollectionFields.SHAPE, values.shape());
    document.setField(CollectionFields.SIZE, values.bytes());
    document.setField(CollectionFields.WIDTH, values.width());
    document.setField(CollectionFields.HEIGHT, values.height());
    values
        .place()
        .ifPresent(
            it -> document.setField(CollectionFields.PLACE, it.latitude() + "," + it.longitude()));
    document.setField(CollectionFields.RATING, values.ratings());
    values.iso().ifPresent(it -> document.setField(CollectionFields.ISO, it));
    values.focalLength().ifPresent(it -> document.setField(CollectionFields.FOCAL_LENGTH, it));
    values.aperture().ifPresent(it -> document.setField(CollectionFields.APERTURE, it));
    document.setField(CollectionFields.HAS, values.has());
  }

  private static void addWords(SolrInputDocument document, String field, List<String> texts) {
    texts.forEach(text -> document.addField(field, String.join(" ", WordAnalysis.words(text))));
  }

  /// A path as it is looked for: small and large letters alike.
  public static String pathTerm(Path path) {
    return pathTerm(path.toString());
  }

  /// The same for the beginning of a path.
  static String pathTerm(String path) {
    String small =
        path.codePoints()
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return small.length() <= LONGEST_TERM ? small : small.substring(0, LONGEST_TERM);
  }

  private static List<Float> boxed(float[] vector) {
    var boxed = new ArrayList<Float>(vector.length);
    for (float number : vector) {
      boxed.add(number);
    }
    return boxed;
  }

  private static byte[] bytes(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  /// The id of a document.
  public static String id(SolrDocument document) {
    return String.valueOf(document.getFieldValue(CollectionFields.ID));
  }

  /// The image of a document that was asked for with its record.
  public static IndexedImage image(SolrDocument document) {
    try {
      return ImageRecordFormat.decode(binary(document, CollectionFields.RECORD).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException("reading image " + id(document), e);
    }
  }

  /// The vector of a document that was asked for with its embedding.
  public static float[] vector(SolrDocument document) {
    byte[] bytes = binary(document, CollectionFields.EMBEDDING).orElseThrow();
    var vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }

  /// Both, of a document that was asked for with both and with the hash of its pixels.
  ///
  /// @param model image fingerprint of the model
  public static StoredVector stored(SolrDocument document, String model) {
    Object pixels = document.getFieldValue(CollectionFields.PIXELS);
    var embedding = new Embedding(vector(document), pixels == null ? "" : pixels.toString());
    return new StoredVector(image(document), model, embedding);
  }

  /// A field of bytes, if the document has it.
  public static Optional<byte[]> binary(SolrDocument document, String field) {
    return switch (document.getFirstValue(field)) {
      case byte[] bytes -> Optional.of(bytes);
      case ByteBuffer buffer -> {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        yield Optional.of(bytes);
      }
      case null, default -> Optional.empty();
    };
  }
}
