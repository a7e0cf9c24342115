package dev.konglightstep.proxy.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is taken for a text, packed by the JDK's own writer. */
class PackedTest {
  private static final Bytes TEXT = Bytes.utf8("who\twas\tit\n".repeat(3_000));
  private static final int MOST = 1 << 20;

  @Test
  void plain_text_isTheText() throws UnusableException {
    assertThat(Packed.plain(TEXT, MOST)).isSameAs(TEXT);
    assertThat(Packed.plain(Bytes.EMPTY, MOST)).isEqualTo(Bytes.EMPTY);
    assertThat(Packed.plain(Bytes.of(new byte[] {0x1f}), MOST).length()).isOne();
  }

  @Test
  void plain_gzip_isTheText() throws UnusableException, IOException {
    byte[] around = new byte[7 + gzip(TEXT).length];
    System.arraycopy(gzip(TEXT), 0, around, 4, gzip(TEXT).length);

    assertThat(Packed.plain(Bytes.of(gzip(TEXT)), MOST)).isEqualTo(TEXT);
    assertThat(Packed.plain(Bytes.of(around, 4, gzip(TEXT).length), MOST)).isEqualTo(TEXT);
    assertThat(Packed.plain(Bytes.of(gzip(Bytes.EMPTY)), MOST)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void plain_gzipOfTheMost_isTakenAndOneByteMoreIsNot() throws UnusableException, IOException {
    Bytes gzip = Bytes.of(gzip(TEXT));

    assertThat(Packed.plain(gzip, TEXT.length())).isEqualTo(TEXT);
    assertThatThrownBy(() -> Packed.plain(gzip, TEXT.length() - 1))
        .isInstanceOf(UnusableException.class)
        .hasMessage("expected at most 32999 bytes of text");
  }

  @Test
  void plain_cutAnywhere_isRefused() throws IOException {
    byte[] gzip = gzip(TEXT);
    for (int length = 2; length < gzip.length; length++) {
      Bytes cut = Bytes.of(Arrays.copyOf(gzip, length));
      assertThatThrownBy(() -> Packed.plain(cut, MOST))
          .as("%s of %s bytes", length, gzip.length)
          .isInstanceOf(UnusableException.class);
    }
  }

  /** A byte of the header that says nothing of the text may change; it is the text or nothing. */
  @Test
  void plain_anyByteChanged_isTheTextOrRefused() throws IOException {
    byte[] gzip = gzip(TEXT);
    int refused = 0;
    for (int at = 2; at < gzip.length; at++) {
      byte[] changed = gzip.clone();
      changed[at] ^= 0x55;
      try {
        assertThat(Packed.plain(Bytes.of(changed), MOST)).isEqualTo(TEXT);
      } catch (UnusableException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(gzip.length - 12);
  }

  @Test
  void plain_bytesBehindIt_isRefused() throws IOException {
    byte[] gzip = gzip(TEXT);
    byte[] longer = Arrays.copyOf(gzip, gzip.length + 4);
    byte[] saysMore = longer.clone();
    saysMore[longer.length - 2] = 1;
    byte[] twice = Arrays.copyOf(gzip, gzip.length * 2);
    System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);

    assertThatThrownBy(() -> Packed.plain(Bytes.of(longer), MOST))
        .isInstanceOf(UnusableException.class);
    assertThatThrownBy(() -> Packed.plain(Bytes.of(saysMore), MOST))
        .isInstanceOf(UnusableException.class);
    assertThatThrownBy(() -> Packed.plain(Bytes.of(twice), MOST))
        .isInstanceOf(UnusableException.class);
  }

  /** Twenty bytes must not make a process look for a gigabyte. */
  @Test
  void plain_saysMoreThanItCanHold_isNotBelieved() throws IOException {
    byte[] gzip = gzip(Bytes.utf8("x"));
    gzip[gzip.length - 1] = 0x10;

    assertThatThrownBy(() -> Packed.plain(Bytes.of(gzip), Integer.MAX_VALUE))
        .isInstanceOf(UnusableException.class)
        .hasMessage("the gzip says that it holds more than it can");
  }

  @Test
  void plain_mostRepetitiveText_isTaken() throws UnusableException, IOException {
    Bytes same = Bytes.of(new byte[MOST]);

    assertThat(Packed.plain(Bytes.of(gzip(same)), MOST)).isEqualTo(same);
  }

  @Test
  void plain_gzip_takesLittleMoreMemoryThanTheText() throws UnusableException, IOException {
    byte[] text = new byte[32 << 20];
    Random random = new Random(1);
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + random.nextInt(4));
    }
    Bytes gzip = Bytes.of(gzip(Bytes.of(text)));
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    Bytes plain = Packed.plain(gzip, text.length);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(plain.length()).isEqualTo(text.length);
    assertThat(allocated).isLessThan(text.length + (64 << 10));
  }

  private static byte[] gzip(Bytes text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.array(), text.offset(), text.length());
    }
    return out.toByteArray();
  }
}
