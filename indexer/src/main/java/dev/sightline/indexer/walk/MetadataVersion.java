package dev.sightline.indexer.walk;

/// The version of the metadata readers (EXIF, XMP, IPTC, sidecars) and of how the library stores
/// metadata. It is stored with each file record. A run that finds a record of an older version
/// reads the file again, without decoding or embedding it.
///
/// | version | what has changed |
/// |---|---|
/// | 0 | before versions were kept |
/// | 1 | captions, dates, places and keywords from more sources; text in Unicode form NFC |
///
/// It is increased in each release whose readers give more or other metadata than before.
public final class MetadataVersion {
  /// The present version.
  public static final int CURRENT = 1;

  private MetadataVersion() {}
}
