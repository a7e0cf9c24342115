package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a document that somebody sent, without attributes.
 *
 * @param text what stands between its children
 */
record XmlElement(String name, String text, List<XmlElement> children) {

  /**
   * Reads a document; DTDs and what lies outside of it are not looked at.
   *
   * @throws S3Failure if it is not well-formed
   */
  static XmlElement parse(Bytes document) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(document.stream(), "UTF-8");
      reader.nextTag();
      XmlElement root = read(reader);
      while (reader.hasNext()) {
        reader.next();
      }
      return root;
    } catch (XMLStreamException e) {
      throw S3Failure.malformedXml();
    }
  }

  List<XmlElement> children(String of) {
    return children.stream().filter(child -> child.name.equals(of)).toList();
  }

  /** The text of the first child of that name. */
  Optional<String> textOf(String child) {
    return children(child).stream().findFirst().map(XmlElement::text);
  }

  private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
    String name = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; ) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(read(reader));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      }
      event = reader.next();
    }
    return new XmlElement(name, text.toString(), List.copyOf(children));
  }
}
