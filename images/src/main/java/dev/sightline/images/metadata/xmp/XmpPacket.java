package dev.sightline.images.metadata.xmp;

import dev.sightline.images.metadata.MetadataText;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The values of an XMP packet (ISO 16684-1), in the order of the packet.
///
/// Reading is more lenient than the standard: values before damaged XML are kept. Bytes after the
/// packet, a truncated packet and a repeated property therefore lose nothing that can be read.
/// Entities are not resolved.
public final class XmpPacket {
  static final String DC = "http://purl.org/dc/elements/1.1/";
  static final String XMP = "http://ns.adobe.com/xap/1.0/";
  static final String EXIF = "http://ns.adobe.com/exif/1.0/";
  static final String EXIF_EX = "http://cipa.jp/exif/1.0/";
  static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
  static final String AUX = "http://ns.adobe.com/exif/1.0/aux/";
  static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
  static final String IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
  static final String IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  /// Namespaces of the syntax, as [#named] gives them.
  private static final Set<String> SYNTAX =
      Set.of(
          "",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns",
          XML,
          "adobe:ns:meta",
          "http://www.w3.org/2000/xmlns");

  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_DEPTH = 100;

  private final List<Value> values = new ArrayList<>();

  /// One value.
  ///
  /// @param property the property of the packet that it is in
  /// @param field the innermost structure field that it is the value of; the property itself where
  ///     there is no structure
  /// @param language `xml:lang`, empty where none is stated
  record Value(QName property, QName field, String language, String text) {}

  /// An element that is open.
  ///
  /// @param text its characters
  private record Element(QName name, String language, StringBuilder text) {}

  private XmpPacket() {}

  /// Reads a packet. A packet that is not XML, or is too large, has no values.
  public static XmpPacket read(byte[] bytes) {
    var packet = new XmpPacket();
    if (bytes.length > MAX_BYTES) {
      return packet;
    }
    String xml = xml(bytes);
    try {
      // A new factory, because one is not safe for concurrent use.
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      packet.walk(factory.createXMLStreamReader(new StringReader(xml)));
    } catch (XMLStreamException | RuntimeException _) {
      // Values before the damage are kept. The parser may throw any exception for bad input.
    }
    return packet;
  }

  /// The packet as text, from its first element on, without characters that XML does not allow.
  private static String xml(byte[] bytes) {
    String text =
        utf16(bytes).map(it -> new String(bytes, it)).orElseGet(() -> MetadataText.decode(bytes));
    int start = text.indexOf("<?xpacket");
    if (start < 0) {
      start = text.indexOf('<');
    }
    // The declaration names an encoding, which is decoded already.
    return start < 0
        ? ""
        : text.substring(start).replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", " ");
  }

  private static Optional<Charset> utf16(byte[] bytes) {
    if (bytes.length < 4) {
      return Optional.empty();
    }
    boolean marked = (bytes[0] & bytes[1]) == -2 && bytes[0] != bytes[1];
    if (marked) {
      return Optional.of(StandardCharsets.UTF_16);
    }
    if (bytes[0] == '<' && bytes[1] == 0) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return bytes[0] == 0 && bytes[1] == '<'
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  private void walk(XMLStreamReader xml) throws XMLStreamException {
    Deque<Element> open = new ArrayDeque<>();
    while (xml.hasNext() && open.size() < MAX_DEPTH) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml, open);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text().append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> end(open);
        default -> {}
      }
    }
  }

  private void start(XMLStreamReader xml, Deque<Element> open) {
    String language = Optional.ofNullable(xml.getAttributeValue(XML, "lang")).orElse("");
    open.push(new Element(named(xml.getName()), language, new StringBuilder()));
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      QName attribute = named(xml.getAttributeName(i));
      if (isName(attribute)) {
        add(open, attribute, "", xml.getAttributeValue(i));
      } else if (attribute.equals(named(new QName(RDF, "resource")))) {
        add(open, innermost(open), "", xml.getAttributeValue(i));
      }
    }
  }

  private void end(Deque<Element> open) {
    Element element = open.peek();
    if (element != null) {
      add(open, innermost(open), element.language(), element.text().toString());
      open.pop();
    }
  }

  /// Adds a value unless it is blank. Its property is the outermost element that has a name.
  private void add(Deque<Element> open, QName field, String language, String text) {
    if (text.isBlank() || !isName(field)) {
      return;
    }
    QName property = field;
    for (Element element : open) { // from the innermost out
      if (isName(element.name())) {
        property = element.name();
      }
    }
    values.add(new Value(property, field, language, text));
  }

  private static QName innermost(Deque<Element> open) {
    return open.stream()
        .map(Element::name)
        .filter(XmpPacket::isName)
        .findFirst()
        .orElse(named(new QName(RDF, "RDF")));
  }

  /// A name whose namespace has no slash or hash at its end: some programs leave them out.
  private static QName named(QName name) {
    return new QName(name.getNamespaceURI().replaceFirst("[/#]+$", ""), name.getLocalPart());
  }

  /// Whether a name is that of a property or field, and not part of the syntax.
  private static boolean isName(QName name) {
    return !SYNTAX.contains(name.getNamespaceURI());
  }

  /// All values.
  List<Value> values() {
    return values;
  }

  /// The texts of a property that is no structure; those of its language `x-default` first.
  List<String> texts(String namespace, String name) {
    QName property = named(new QName(namespace, name));
    return values.stream()
        .filter(it -> it.property().equals(property) && it.field().equals(property))
        .sorted((one, other) -> Boolean.compare(isDefault(other), isDefault(one))) // stable
        .map(Value::text)
        .flatMap(it -> MetadataText.clean(it).stream())
        .toList();
  }

  private static boolean isDefault(Value value) {
    return value.language().equals("x-default");
  }

  /// The first of [#texts].
  Optional<String> text(String namespace, String name) {
    return texts(namespace, name).stream().findFirst();
  }

  /// The texts of fields of a structure, at whatever depth of a property.
  List<String> fields(QName property, QName field) {
    return values.stream()
        .filter(it -> it.property().equals(named(property)) && it.field().equals(named(field)))
        .flatMap(it -> MetadataText.clean(it.text()).stream())
        .toList();
  }
}
