package dev.sightline.indexer.walk;

/// The version of what is read about a photo without looking at its pixels: EXIF, XMP, IPTC,
/// sidecars, and how the library writes it. It is kept with each file record. A run that finds a
/// record of an older version reads the file once more, without decoding or embedding it.
///
/// | version | what has changed |
/// |---|---|
/// | 0 | before versions were kept |
/// | 1 | captions, dates, places and keywords from more sources; text in Unicode form NFC |
///
/// Count it up in each release whose readers give more or other metadata than those of the last.
public final class MetadataVersion {
  /// That of this Sightline.
  public static final int CURRENT = 1;

  private MetadataVersion() {}
}
