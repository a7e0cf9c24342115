package dev.konglightstep.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
  private static final int LIMIT = 1 << 20;

  @Property
  void compress_anyBytes_isReadByTheJdk(@ForAll byte[] plain) throws IOException {
    Bytes gzip = Gzip.compress(Bytes.of(plain));

    assertThat(new GZIPInputStream(gzip.stream()).readAllBytes()).isEqualTo(plain);
  }

  @Property
  void inflate_whatTheJdkWrote_isTheSame(@ForAll byte[] plain) throws IOException {
    assertThat(Gzip.inflate(jdkGzip(plain), LIMIT)).isEqualTo(new Inflated.Plain(Bytes.of(plain)));
  }

  @Property
  void inflate_anyCut_isBroken(@ForAll byte[] plain, @ForAll int where) throws IOException {
    Bytes gzip = jdkGzip(plain);
    int end = Math.floorMod(where, gzip.length());

    assertThat(Gzip.inflate(gzip.slice(0, end), LIMIT)).isInstanceOf(Inflated.Broken.class);
  }

  @Test
  void inflate_severalMembers_areJoined() throws IOException {
    Bytes two = join(jdkGzip("one ".getBytes(UTF_8)), jdkGzip("two".getBytes(UTF_8)));

    assertThat(Gzip.inflate(two, LIMIT)).isEqualTo(new Inflated.Plain(Bytes.utf8("one two")));
  }

  @Property
  void announced_oneMember_isItsLength(@ForAll byte[] plain) throws IOException {
    assertThat(Gzip.announced(jdkGzip(plain))).isEqualTo(plain.length);
  }

  @Test
  void announced_lengthAboveTwoGigabytes_isNotNegative() {
    byte[] gzip = Gzip.compress(Bytes.EMPTY).copy();
    Arrays.fill(gzip, gzip.length - 4, gzip.length, (byte) 0xff);

    assertThat(Gzip.announced(Bytes.of(gzip))).isEqualTo(4_294_967_295L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 19})
  void announced_noTrailer_isZero(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);

    assertThat(Gzip.announced(Bytes.of(bytes))).isZero();
  }

  @Test
  void inflate_trailingGarbage_isBroken() throws IOException {
    Bytes gzip = jdkGzip("one".getBytes(UTF_8));

    assertThat(Gzip.inflate(join(gzip, Bytes.utf8("xy")), LIMIT))
        .isEqualTo(new Inflated.Broken("bytes after the last gzip member", gzip.length() + 1));
  }

  @Test
  void inflate_plainBytes_isBroken() {
    assertThat(Gzip.inflate(Bytes.utf8("plain"), LIMIT))
        .isEqualTo(new Inflated.Broken("no gzip header", 1));
    assertThat(Gzip.inflate(Bytes.EMPTY, LIMIT))
        .isEqualTo(new Inflated.Broken("gzip ends in the middle", 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64})
  void inflate_changedTrailer_isBroken(int bit) throws IOException {
    byte[] gzip = jdkGzip("one".getBytes(UTF_8)).copy();
    gzip[gzip.length - 1 - (bit & 63) / 8] ^= (byte) (1 << (bit & 7));

    assertThat(Gzip.inflate(Bytes.of(gzip), LIMIT)).isInstanceOf(Inflated.Broken.class);
  }

  @Test
  void inflate_optionalHeaderFields_areSkipped() throws IOException {
    byte[] member = jdkGzip("one".getBytes(UTF_8)).copy();
    member[3] = 2 | 4 | 8 | 16;
    byte[] fields = {3, 0, 1, 2, 3, 'n', 0, 'c', 0, 9, 9};
    Bytes gzip =
        join(
            Bytes.of(Arrays.copyOf(member, 10)),
            join(Bytes.of(fields), Bytes.of(member, 10, member.length - 10)));

    assertThat(Gzip.inflate(gzip, LIMIT)).isEqualTo(new Inflated.Plain(Bytes.utf8("one")));
  }

  @Test
  void inflate_bomb_stopsAtTheLimit() throws IOException {
    Bytes bomb = jdkGzip(new byte[100 << 20]);

    assertThat(bomb.length()).isLessThan(LIMIT);
    assertThat(Gzip.inflate(bomb, LIMIT)).isEqualTo(new Inflated.TooLarge());
    assertThat(Gzip.inflate(jdkGzip(new byte[LIMIT]), LIMIT)).isInstanceOf(Inflated.Plain.class);
    assertThat(Gzip.inflate(jdkGzip(new byte[LIMIT + 1]), LIMIT))
        .isEqualTo(new Inflated.TooLarge());
  }

  private static Bytes jdkGzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return Bytes.of(out.toByteArray());
  }

  private static Bytes join(Bytes first, Bytes second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first.copy());
    out.writeBytes(second.copy());
    return Bytes.of(out.toByteArray());
  }
}
