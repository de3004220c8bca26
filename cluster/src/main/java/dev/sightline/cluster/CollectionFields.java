package dev.sightline.cluster;

/// The schema of a collection: how an image is a Solr document. The file `schema.xml` beside this
/// class has the same fields.
///
/// | field | what |
/// |---|---|
/// | `id` | hash of the bytes; one document an id |
/// | `record` | all that is known of the image, by [dev.sightline.library.ImageRecordFormat] |
/// | `vector`, `embedding` | the unit vector, for searching; as big-endian floats, for reading |
/// | `pixels` | hash of what the model saw, where it is known |
/// | `thumbnail` | a JPEG, where there is one |
/// | `digest` | what a push compares: the same for the same image and vector |
/// | `path` | every path, those of companions too, in small letters |
/// | `time` … `has` | what images are filtered, ordered and counted by |
/// | `nameWords`, `captionWords`, `keywordWords` | words, as Sightline cuts them |
/// | `keyword` | the words of keywords, for counting |
final class CollectionFields {
  static final String ID = "id";
  static final String VERSION = "_version_";
  static final String RECORD = "record";
  static final String VECTOR = "vector";
  static final String EMBEDDING = "embedding";
  static final String PIXELS = "pixels";
  static final String THUMBNAIL = "thumbnail";
  static final String DIGEST = "digest";
  static final String PATH = "path";
  static final String TIME = "time";
  static final String YEAR = "year";
  static final String MONTH = "month";
  static final String MONTH_DAY = "monthDay";
  static final String DAY = "day";
  static final String CAMERA = "camera";
  static final String CAMERA_NAME = "cameraName";
  static final String LENS = "lens";
  static final String FILE_NAME = "fileName";
  static final String FIRST_NAME = "firstName";
  static final String EXTENSION = "extension";
  static final String FOLDER = "folder";
  static final String SHAPE = "shape";
  static final String SIZE = "size";
  static final String WIDTH = "width";
  static final String HEIGHT = "height";
  static final String PLACE = "place";
  static final String RATING = "rating";
  static final String ISO = "iso";
  static final String FOCAL_LENGTH = "focalLength";
  static final String APERTURE = "aperture";
  static final String HAS = "has";
  static final String NAME_WORDS = "nameWords";
  static final String CAPTION_WORDS = "captionWords";
  static final String KEYWORD_WORDS = "keywordWords";
  static final String KEYWORD = "keyword";

  private CollectionFields() {}
}
