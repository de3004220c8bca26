package dev.sightline.cluster.schema;

/// The schema of a collection: how an image is a Solr document. The file `schema.xml` beside this
/// class has the same fields.
///
/// | field | what |
/// |---|---|
/// | `id` | hash of the bytes; one document an id |
/// | `record` | all that is known of the image, as `ImageRecordFormat` writes it |
/// | `vector`, `embedding` | the unit vector, for searching; as big-endian floats, for reading |
/// | `pixels` | hash of what the model saw, where it is known |
/// | `thumbnail` | a JPEG, where there is one |
/// | `digest` | what a push compares: the same for the same image and vector |
/// | `path` | every path, those of companions too, in small letters |
/// | `time` … `has` | what images are filtered, ordered and counted by |
/// | `nameWords`, `captionWords`, `keywordWords` | words, as Sightline cuts them |
/// | `keyword` | the words of keywords, for counting |
public final class CollectionFields {
  public static final String ID = "id";
  public static final String VERSION = "_version_";
  public static final String RECORD = "record";
  public static final String VECTOR = "vector";
  public static final String EMBEDDING = "embedding";
  public static final String PIXELS = "pixels";
  public static final String THUMBNAIL = "thumbnail";
  public static final String DIGEST = "digest";
  public static final String PATH = "path";
  public static final String TIME = "time";
  public static final String YEAR = "year";
  public static final String MONTH = "month";
  public static final String MONTH_DAY = "monthDay";
  public static final String DAY = "day";
  public static final String CAMERA = "camera";
  public static final String CAMERA_NAME = "cameraName";
  public static final String LENS = "lens";
  public static final String FILE_NAME = "fileName";
  public static final String FIRST_NAME = "firstName";
  public static final String EXTENSION = "extension";
  public static final String FOLDER = "folder";
  public static final String SHAPE = "shape";
  public static final String SIZE = "size";
  public static final String WIDTH = "width";
  public static final String HEIGHT = "height";
  public static final String PLACE = "place";
  public static final String RATING = "rating";
  public static final String ISO = "iso";
  public static final String FOCAL_LENGTH = "focalLength";
  public static final String APERTURE = "aperture";
  public static final String HAS = "has";
  public static final String NAME_WORDS = "nameWords";
  public static final String CAPTION_WORDS = "captionWords";
  public static final String KEYWORD_WORDS = "keywordWords";
  public static final String KEYWORD = "keyword";

  private CollectionFields() {}
}
