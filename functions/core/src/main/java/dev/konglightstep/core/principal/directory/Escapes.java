package dev.konglightstep.core.principal.directory;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts as they stand in a line. */
final class Escapes {
  private static final int FIRST_PLAIN = 0x20;
  private static final int DELETE = 0x7f;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Escapes() {}

  static String value(String text) {
    return escaped(text, false);
  }

  /** Where an equals sign would end it. */
  static String name(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean name) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST_PLAIN || c == DELETE || c == '%' || (name && c == '=')) {
        line.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  /** What was escaped; a percent sign that begins no escape stands for itself. */
  static String plain(byte[] line, int from, int to) {
    byte[] plain = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (line[i] == '%' && i + 2 < to && isHex(line[i + 1]) && isHex(line[i + 2])) {
        plain[length++] =
            (byte) (HexFormat.fromHexDigit(line[i + 1]) << 4 | HexFormat.fromHexDigit(line[i + 2]));
        i += 2;
      } else {
        plain[length++] = line[i];
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isHex(byte b) {
    return HexFormat.isHexDigit(b);
  }
}
