package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;

/** An XML document while it is written. */
final class Xml {
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  /** A document of S3's own namespace. */
  static Xml root(String name) {
    Xml xml = new Xml();
    xml.text.append('<').append(name).append(NAMESPACE).append('>');
    return xml;
  }

  /** An error, which has no namespace. */
  static Xml error(S3Failure failure, String resource) {
    return new Xml()
        .open("Error")
        .element("Code", failure.code().wireName())
        .element("Message", failure.text())
        .element("Resource", resource)
        .close("Error");
  }

  Xml open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  Xml close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  Xml element(String name, Object value) {
    open(name);
    value.toString().codePoints().forEach(this::escaped);
    return close(name);
  }

  Bytes bytes() {
    return Bytes.utf8(text.toString());
  }

  /** A control character as a reference, although XML 1.0 has none for most: so does S3. */
  private void escaped(int character) {
    switch (character) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      default -> {
        if (character < ' ') {
          text.append("&#").append(character).append(';');
        } else {
          text.appendCodePoint(character);
        }
      }
    }
  }
}
