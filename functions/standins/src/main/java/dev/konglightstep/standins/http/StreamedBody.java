package dev.konglightstep.standins.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that stays in its connection until somebody asks for it, so that whoever is turned away
 * for his head costs no memory.
 */
final class StreamedBody implements Body {
  private static final int SCRATCH = 8 * 1024;

  private final InputStream in;
  private final int size;
  private final boolean known;
  private @Nullable Bytes bytes;

  private StreamedBody(InputStream in, int size, boolean known) {
    this.in = in;
    this.size = size;
    this.known = known;
  }

  /**
   * The body of that exchange, of which nothing is read yet.
   *
   * @param most that is ever read of it
   */
  static StreamedBody of(HttpExchange exchange, int most) {
    Headers fields = exchange.getRequestHeaders();
    String length = fields.getFirst("Content-Length");
    boolean known = !fields.containsKey("Transfer-Encoding");
    long size = known && length != null ? Long.parseLong(length) : known ? 0 : most;
    return new StreamedBody(exchange.getRequestBody(), (int) Math.min(size, most), known);
  }

  @Override
  public synchronized Bytes decode() throws UnreadableBodyException {
    Bytes whole = bytes;
    if (whole == null) {
      whole = read();
      bytes = whole;
    }
    return whole;
  }

  @Override
  public int size() {
    return size;
  }

  /**
   * Passes over what nobody asked for. A connection that is closed with bytes unread is reset, and
   * the sender may lose the answer.
   */
  synchronized void skip() throws IOException {
    byte[] scratch = new byte[SCRATCH];
    int left = bytes == null ? size : 0;
    while (left > 0) {
      int count = in.read(scratch, 0, Math.min(left, SCRATCH));
      left = count < 0 ? 0 : left - count;
    }
  }

  private Bytes read() throws UnreadableBodyException {
    try {
      if (!known) {
        return Bytes.of(in.readNBytes(size));
      }
      byte[] whole = new byte[size];
      return Bytes.of(whole, 0, in.readNBytes(whole, 0, size));
    } catch (IOException e) {
      throw new UnreadableBodyException("the connection broke before the whole body was here");
    }
  }
}
