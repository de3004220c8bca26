package dev.sightline.images.metadata.xmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.Xmp;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What XMP packets of many programs say.
class XmpFactsTest {
  @Test
  void every_level_of_hierarchical_keywords_is_a_keyword() {
    var facts =
        facts(
            Xmp.bag("l:hierarchicalSubject", "Nature|Animals|Lynx", "Nature|Forest")
                + Xmp.bag("digiKam:TagsList", "People/Friends/Quentin")
                + Xmp.bag("MicrosoftPhoto:LastKeywordXMP", "Holiday/Sea"));

    assertThat(facts.keywordLevels())
        .containsExactly(
            "Nature", "Animals", "Lynx", "Forest", "People", "Friends", "Quentin", "Holiday",
            "Sea");
  }

  @Test
  void a_level_that_is_a_keyword_already_is_not_repeated() {
    var facts =
        facts(
            Xmp.bag("dc:subject", "lynx", "Smith, John", "face:Anna")
                + Xmp.bag("l:hierarchicalSubject", "Animals|Lynx"));

    assertThat(facts.descriptive().withKeywords(facts.keywordLevels()).keywords())
        .containsExactly("lynx", "Smith, John", "face:Anna", "Animals");
  }

  @Test
  void people_are_those_in_the_image_and_those_of_its_regions() {
    var facts =
        facts(
            Xmp.bag("Iptc4xmpExt:PersonInImage", "Ferdinand")
                + """
                <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
                 <rdf:li><rdf:Description mwg-rs:Name="Ada" mwg-rs:Type="Face"/></rdf:li>
                 <rdf:li rdf:parseType="Resource"><mwg-rs:Name>Grace</mwg-rs:Name></rdf:li>
                </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>\
                """);

    assertThat(facts.descriptive().people()).containsExactly("Ferdinand", "Ada", "Grace");
    assertThat(facts.descriptive().keywords()).isEmpty();
  }

  @Test
  void titles_in_all_languages_are_read_and_the_default_is_shown() {
    var facts =
        facts(
            """
            <dc:title><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li>
            <rdf:li xml:lang="x-default">Harbour</rdf:li><rdf:li xml:lang="da">Havn</rdf:li>
            </rdf:Alt></dc:title>\
            """);

    assertThat(facts.descriptive().title()).contains("Harbour");
    assertThat(facts.descriptive().texts()).containsExactly("Hafen", "Havn");
  }

  @Test
  void headline_creator_credit_and_location_are_read() {
    var facts =
        facts(
            "<photoshop:Headline>Airship lands</photoshop:Headline>"
                + "<dc:creator><rdf:Seq><rdf:li>Ann Eagle</rdf:li></rdf:Seq></dc:creator>"
                + "<photoshop:Credit>Lake Press</photoshop:Credit>"
                + "<photoshop:City>Friedrichshafen</photoshop:City>"
                + "<photoshop:State>Württemberg</photoshop:State>"
                + "<photoshop:Country>Germany</photoshop:Country>"
                + "<Iptc4xmpCore:Location>Hangar</Iptc4xmpCore:Location>");

    assertThat(facts.descriptive().texts()).containsExactly("Airship lands");
    assertThat(facts.descriptive().creators()).containsExactly("Ann Eagle", "Lake Press");
    assertThat(facts.descriptive().locations())
        .containsExactly("Hangar", "Friedrichshafen", "Württemberg", "Germany");
  }

  @ParameterizedTest(name = "Microsoft's {0} is {1}")
  @CsvSource({"0, 0", "1, 1", "25, 2", "50, 3", "75, 4", "99, 5"})
  void a_rating_of_microsoft_is_in_percent(String percent, int stars) {
    assertThat(
            facts("<MicrosoftPhoto:Rating>%s</MicrosoftPhoto:Rating>".formatted(percent))
                .descriptive()
                .rating())
        .isEqualTo(OptionalInt.of(stars));
  }

  @Test
  void the_stars_of_a_rating_count_before_its_percent() {
    assertThat(
            facts("<xmp:Rating>2</xmp:Rating><MicrosoftPhoto:Rating>99</MicrosoftPhoto:Rating>")
                .descriptive()
                .rating())
        .hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<exif:DateTimeOriginal>1987-06-15T12:00:01</exif:DateTimeOriginal>",
        "<photoshop:DateCreated>1987-06-15T12:00:01.50</photoshop:DateCreated>",
        "<xmp:CreateDate>1987:06:15 12:00:01</xmp:CreateDate>",
        "<xmp:CreateDate>1999-01-01</xmp:CreateDate>"
            + "<photoshop:DateCreated>1987-06-15T12:00:01</photoshop:DateCreated>"
      })
  void the_date_is_the_first_of_original_created_and_digitized(String properties) {
    assertThat(facts(properties).taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(1987, 6, 15, 12, 0, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "48,51.498N;;2,17.67E;;48.8583;2.2945",
        "48,51,29.88N;;2,17,40.2W;;48.8583;-2.2945",
        "43.0764;N;79.0770;W;43.0764;-79.0770",
        "-33.86;;151.21;;-33.86;151.21",
        "33.86;S;151.21;;-33.86;151.21"
      })
  void coordinates_are_read_in_every_spelling(
      String latitude,
      String latitudeRef,
      String longitude,
      String longitudeRef,
      double north,
      double east) {
    var place =
        facts(
                property("exif:GPSLatitude", latitude)
                    + property("exif:GPSLatitudeRef", latitudeRef)
                    + property("exif:GPSLongitude", longitude)
                    + property("exif:GPSLongitudeRef", longitudeRef))
            .place()
            .orElseThrow();

    assertThat(place.latitude()).isCloseTo(north, within(1e-4));
    assertThat(place.longitude()).isCloseTo(east, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0,0.0N;0,0.0E", "91,0.0N;10,0.0E", "north;10,0.0E", "10,0N;"})
  void coordinates_that_cannot_be_are_absent(String latitude, String longitude) {
    assertThat(
            facts(property("exif:GPSLatitude", latitude) + property("exif:GPSLongitude", longitude))
                .place())
        .isEmpty();
  }

  @Test
  void lens_and_camera_are_read() {
    var facts =
        facts(
            "<aux:Lens>EF24-70mm</aux:Lens><tiff:Make>Canon</tiff:Make><tiff:Model>R5</tiff:Model>");

    assertThat(facts.lens()).contains("EF24-70mm");
    assertThat(facts("<exifEX:LensModel>RF50</exifEX:LensModel>").lens()).contains("RF50");
    assertThat(facts.cameraMake()).contains("Canon");
    assertThat(facts.cameraModel()).contains("R5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0", "<<<", "</x>", "JFIF and so on", "  <?xpacket end='w'?>  "})
  void bytes_behind_a_packet_do_not_matter(String behind) {
    assertThat(titleOf(bytes(Xmp.packet("<dc:title>Harbour</dc:title>") + behind)))
        .isEqualTo("Harbour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0", "\n  ", "\ufeff", "<?xml version='1.0' encoding='UTF-16'?>"})
  void bytes_before_a_packet_do_not_matter(String before) {
    assertThat(titleOf(bytes(before + Xmp.packet("<dc:title>Harbour</dc:title>"))))
        .isEqualTo("Harbour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void a_packet_is_read_in_every_encoding(String charset) {
    String packet = Xmp.packet("<dc:title>Ærø</dc:title>").replaceAll("begin=\".\"", "begin=\"\"");

    assertThat(titleOf(packet.getBytes(Charset.forName(charset)))).isEqualTo("Ærø");
  }

  @Test
  void what_was_read_before_the_damage_counts() {
    String packet = Xmp.packet("<dc:title>Harbour</dc:title><dc:subject>sea</dc:subject>");

    assertThat(titleOf(bytes(packet.substring(0, packet.indexOf("sea"))))).isEqualTo("Harbour");
  }

  @Test
  void a_namespace_without_its_last_slash_is_the_same() {
    String packet =
        Xmp.packet("<MicrosoftPhoto:Rating>75</MicrosoftPhoto:Rating>")
            .replace("http://ns.microsoft.com/photo/1.0/", "http://ns.microsoft.com/photo/1.0");

    assertThat(new XmpFacts(XmpPacket.read(bytes(packet))).descriptive().rating()).hasValue(4);
  }

  @Test
  void a_property_that_is_there_twice_loses_nothing() {
    assertThat(
            facts("<dc:title>Harbour</dc:title><dc:title>Port</dc:title><xmp:Rating>3</xmp:Rating>")
                .descriptive()
                .rating())
        .hasValue(3);
  }

  private static String property(String name, String value) {
    return value == null ? "" : "<%s>%s</%s>".formatted(name, value, name);
  }

  private static String titleOf(byte[] packet) {
    return new XmpFacts(XmpPacket.read(packet)).descriptive().title().orElse("");
  }

  private static XmpFacts facts(String properties) {
    return new XmpFacts(XmpPacket.read(bytes(Xmp.packet(properties))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
