package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Utf8Test {
  /** Every pair of bytes before each third byte at which a rule changes. */
  @Test
  void isValid_threeBytes_agreesWithTheJdk() {
    byte[] bytes = new byte[8];
    for (int third : new int[] {0x00, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xff}) {
      bytes[7] = (byte) third;
      for (int pair = 0; pair < 1 << 16; pair++) {
        bytes[5] = (byte) (pair >>> 8);
        bytes[6] = (byte) pair;
        if (Utf8.isValid(bytes, 5, 8) != jdkAccepts(bytes, 5, 3)) {
          fail("%04x%02x is judged otherwise than by the JDK", pair, third);
        }
      }
    }
  }

  @Property(tries = 20_000)
  void isValid_fourBytes_agreesWithTheJdk(@ForAll @Size(4) byte[] bytes) {
    bytes[0] |= (byte) 0xf0;
    assertThat(Utf8.isValid(bytes, 0, 4)).isEqualTo(jdkAccepts(bytes, 0, 4));
  }

  @Property
  void isValid_anyText_isTrue(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
  }

  /** 1,500 sequences, mostly broken, as CPython repairs them. */
  @Test
  void repair_brokenSequences_equalsCPythons() throws IOException {
    try (InputStream in = Utf8Test.class.getResourceAsStream("/utf8/repaired.tsv")) {
      List<String> lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      assertThat(lines).hasSizeGreaterThan(1500);
      for (String line : lines) {
        String broken = line.substring(0, line.indexOf('\t'));
        byte[] bytes = HexFormat.of().parseHex(broken);
        byte[] repaired = Utf8.repair(bytes, 0, bytes.length).copy();

        assertThat(broken + '\t' + HexFormat.of().formatHex(repaired)).isEqualTo(line);
      }
    }
  }

  private static boolean jdkAccepts(byte[] bytes, int from, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
