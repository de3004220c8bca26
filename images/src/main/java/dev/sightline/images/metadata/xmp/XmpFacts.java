package dev.sightline.images.metadata.xmp;

import dev.sightline.images.metadata.CameraBoilerplate;
import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.CaptureTime.Source;
import dev.sightline.images.metadata.Coordinates;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.GeoPoint;
import dev.sightline.images.metadata.MetadataDate;
import dev.sightline.images.metadata.MetadataText;
import dev.sightline.images.metadata.Ratings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/// Reads the metadata of an image from an XMP packet.
///
/// Keywords are `dc:subject` and every level of hierarchical keywords. People are
/// `Iptc4xmpExt:PersonInImage` and the names of regions as the Metadata Working Group and Microsoft
/// write them.
public final class XmpFacts {
  private static final String MICROSOFT = "http://ns.microsoft.com/photo/1.0/";
  private static final String REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/";
  private static final String PEOPLE = "http://ns.microsoft.com/photo/1.2/";

  /// A property that holds hierarchical keywords, and what separates their levels.
  private record Hierarchy(String namespace, String name, String separator) {}

  private static final List<Hierarchy> HIERARCHIES =
      List.of(
          new Hierarchy("http://ns.adobe.com/lightroom/1.0/", "hierarchicalSubject", "[|]"),
          new Hierarchy("http://www.digikam.org/ns/1.0/", "TagsList", "/"),
          new Hierarchy(MICROSOFT, "LastKeywordXMP", "/"),
          new Hierarchy(MICROSOFT, "LastKeywordIPTC", "/"),
          new Hierarchy("http://ns.iview-multimedia.com/mediapro/1.0/", "CatalogSets", "[|]"));

  private final XmpPacket packet;

  /// @param packet the packet to read
  public XmpFacts(XmpPacket packet) {
    this.packet = packet;
  }

  /// Texts, keywords and rating, without the levels of hierarchical keywords.
  public DescriptiveMetadata descriptive() {
    List<String> titles = written(packet.texts(XmpPacket.DC, "title"));
    List<String> descriptions =
        written(
            Stream.concat(
                    packet.texts(XmpPacket.DC, "description").stream(),
                    packet.texts(XmpPacket.TIFF, "ImageDescription").stream())
                .toList());
    var texts = new ArrayList<>(packet.texts(XmpPacket.PHOTOSHOP, "Headline"));
    titles.stream().skip(1).forEach(texts::add);
    descriptions.stream().skip(1).forEach(texts::add);
    texts.addAll(written(packet.texts(XmpPacket.EXIF, "UserComment")));
    return new DescriptiveMetadata(
        titles.stream().findFirst(),
        descriptions.stream().findFirst(),
        texts,
        packet.texts(XmpPacket.DC, "subject"),
        people(),
        Stream.concat(
                packet.texts(XmpPacket.DC, "creator").stream(),
                packet.texts(XmpPacket.PHOTOSHOP, "Credit").stream())
            .toList(),
        locations(),
        rating());
  }

  private static List<String> written(List<String> texts) {
    return texts.stream()
        .flatMap(it -> CameraBoilerplate.without(Optional.of(it)).stream())
        .distinct()
        .toList();
  }

  /// Every level of hierarchical keywords, the outermost first.
  public List<String> keywordLevels() {
    return HIERARCHIES.stream()
        .flatMap(
            it ->
                packet.texts(it.namespace(), it.name()).stream()
                    .flatMap(path -> Stream.of(path.split(it.separator()))))
        .flatMap(level -> MetadataText.clean(level).stream())
        .distinct()
        .toList();
  }

  private List<String> people() {
    var regions = new QName(REGIONS, "Regions");
    var tagged = new QName(PEOPLE, "RegionInfo");
    return Stream.of(
            packet.texts(XmpPacket.IPTC_EXT, "PersonInImage"),
            packet.fields(regions, new QName(REGIONS, "Name")),
            packet.fields(tagged, new QName(PEOPLE + "t/Region#", "PersonDisplayName")))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> locations() {
    return Stream.of(
            packet.texts(XmpPacket.IPTC_CORE, "Location"),
            packet.texts(XmpPacket.PHOTOSHOP, "City"),
            packet.texts(XmpPacket.PHOTOSHOP, "State"),
            packet.texts(XmpPacket.PHOTOSHOP, "Country"),
            locationFields("LocationShown"),
            locationFields("LocationCreated"))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> locationFields(String property) {
    return Stream.of("LocationName", "Sublocation", "City", "ProvinceState", "CountryName")
        .flatMap(
            field ->
                packet
                    .fields(
                        new QName(XmpPacket.IPTC_EXT, property),
                        new QName(XmpPacket.IPTC_EXT, field))
                    .stream())
        .toList();
  }

  private OptionalInt rating() {
    OptionalInt stars = Ratings.ofStars(packet.text(XmpPacket.XMP, "Rating"));
    return stars.isPresent() ? stars : Ratings.ofPercent(packet.text(MICROSOFT, "Rating"));
  }

  /// When the image was taken.
  public Optional<CaptureTime> taken() {
    return Stream.of(
            packet.text(XmpPacket.EXIF, "DateTimeOriginal"),
            packet.text(XmpPacket.PHOTOSHOP, "DateCreated"),
            packet.text(XmpPacket.EXIF, "DateTimeDigitized"),
            packet.text(XmpPacket.XMP, "CreateDate"))
        .flatMap(text -> text.flatMap(MetadataDate::parse).stream())
        .map(date -> date.at(Optional.empty(), Source.XMP))
        .findFirst();
  }

  /// Where the image was taken.
  public Optional<GeoPoint> place() {
    return Coordinates.ofXmp(
        packet.text(XmpPacket.EXIF, "GPSLatitude"),
        packet.text(XmpPacket.EXIF, "GPSLatitudeRef"),
        packet.text(XmpPacket.EXIF, "GPSLongitude"),
        packet.text(XmpPacket.EXIF, "GPSLongitudeRef"));
  }

  /// The maker of the camera.
  public Optional<String> cameraMake() {
    return packet.text(XmpPacket.TIFF, "Make");
  }

  /// The model of the camera.
  public Optional<String> cameraModel() {
    return packet.text(XmpPacket.TIFF, "Model");
  }

  /// The model of the lens.
  public Optional<String> lens() {
    return packet.text(XmpPacket.AUX, "Lens").or(() -> packet.text(XmpPacket.EXIF_EX, "LensModel"));
  }
}
