package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Positions;
import dev.konglightstep.core.otlp.Ranges;
import java.util.List;

/**
 * Finds the places in a whole request where something may have to go: a glance at about every third
 * byte, without regard to what the bytes are. What it finds is looked at again, in its text alone;
 * what it does not find no rule finds. Each place says which detectors have to look there.
 *
 * <p>It looks for four bytes at a time by the last two of them, and steps on by as many as those
 * allow (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). Cases are not told
 * apart, nor digits, nor bytes that are in no word.
 */
final class Triggers {
  private static final int WINDOW = TriggerWords.WINDOW;
  private static final int LANES = 4;
  private static final int CARD_DIGITS = 13;
  private static final int STRIDE = 20;
  private static final int SECRET_LENGTH = 2 * STRIDE;
  private static final int BASE64 = Chars.WORD | Chars.BASE64;
  private static final int SLASHES = TriggerWords.pair('/', '/');
  private static final int DIGITS = TriggerWords.pair('0', '0');

  private static final int AWS_KEY = Detector.AWS_KEY.bit();

  private Triggers() {}

  /** All such places, in ascending order. */
  static Positions in(Bytes request) {
    return in(request, Ranges.NONE);
  }

  /**
   * All such places but those in some parts.
   *
   * @param apart whole fields of messages, in which nobody has to look
   */
  static Positions in(Bytes request, Ranges apart) {
    return Positions.together(words(request, apart), random(request, apart));
  }

  /**
   * Four parts at once: where the next window is depends on this one, so a processor that looks at
   * one part alone waits most of the time.
   */
  private static List<Positions> words(Bytes request, Ranges apart) {
    byte[] bytes = request.array();
    int end = request.offset() + request.length();
    Pieces[] pieces = Pieces.of(request, apart, LANES);
    Lane one = new Lane(bytes, pieces[0], end);
    Lane two = new Lane(bytes, pieces[1], end);
    Lane three = new Lane(bytes, pieces[2], end);
    Lane four = new Lane(bytes, pieces[3], end);
    while (one.goesOn() && two.goesOn() && three.goesOn() && four.goesOn()) {
      abreast(bytes, one, two, three, four);
    }
    return List.of(one.rest(), two.rest(), three.rest(), four.rest());
  }

  private static void abreast(byte[] bytes, Lane one, Lane two, Lane three, Lane four) {
    byte[] shifts = TriggerWords.SHIFTS;
    int a = one.at;
    int b = two.at;
    int c = three.at;
    int d = four.at;
    int endA = one.end;
    int endB = two.end;
    int endC = three.end;
    int endD = four.end;
    while (a < endA && b < endB && c < endC && d < endD) {
      int pairA = pairAt(bytes, a);
      int pairB = pairAt(bytes, b);
      int pairC = pairAt(bytes, c);
      int pairD = pairAt(bytes, d);
      int shiftA = shifts[pairA];
      int shiftB = shifts[pairB];
      int shiftC = shifts[pairC];
      int shiftD = shifts[pairD];
      a += shiftA != 0 ? shiftA : one.look(a, pairA);
      b += shiftB != 0 ? shiftB : two.look(b, pairB);
      c += shiftC != 0 ? shiftC : three.look(c, pairC);
      d += shiftD != 0 ? shiftD : four.look(d, pairD);
    }
    one.at = a;
    two.at = b;
    three.at = c;
    four.at = d;
  }

  private static int pairAt(byte[] bytes, int at) {
    return Fold.of(bytes[at - 1]) << 6 | Fold.of(bytes[at]);
  }

  /** Looks through some pieces of a request, one behind the other. */
  private static final class Lane {
    private final byte[] bytes;
    private final Pieces pieces;
    private final int whole;
    private final Positions found = new Positions();
    private int piece;
    private int at;
    private int end;

    /** Where the search for the sign behind who logs in ended last. */
    private int login;

    /**
     * Nothing is looked at yet.
     *
     * @param whole the request's end
     */
    Lane(byte[] bytes, Pieces pieces, int whole) {
      this.bytes = bytes;
      this.pieces = pieces;
      this.whole = whole;
    }

    /** Whether there is more to look at, perhaps in the next piece. */
    boolean goesOn() {
      while (at >= end && piece < pieces.count()) {
        at = pieces.from(piece);
        end = pieces.to(piece++);
      }
      return at < end;
    }

    /** Looks at a window; returns how far the next one is. */
    int look(int window, int pair) {
      int first = pairAt(bytes, window - 2);
      for (int word : TriggerWords.FIRSTS[pair]) {
        int counts = word >>> TriggerWords.COUNTS & TriggerWords.PAIR;
        if (((first ^ word) & counts) == 0 && isTrigger(window, first, pair)) {
          found.add(window, word >>> TriggerWords.KINDS);
        }
      }
      return 1;
    }

    private boolean isTrigger(int window, int first, int pair) {
      if (pair == SLASHES) {
        return isLogin(window + 1);
      }
      return pair != DIGITS || first != DIGITS || isLongNumber(bytes, window - WINDOW + 1, whole);
    }

    /** Whether somebody logs in by the URL whose authority begins there. */
    private boolean isLogin(int authority) {
      if (authority > login) {
        login = authority;
        while (login < whole && (bytes[login] & 0xff) > ' ' && bytes[login] != '@') {
          login++;
        }
      }
      return login < whole && bytes[login] == '@';
    }

    Positions rest() {
      while (goesOn()) {
        int pair = pairAt(bytes, at);
        int shift = TriggerWords.SHIFTS[pair];
        at += shift != 0 ? shift : look(at, pair);
      }
      return found;
    }
  }

  private static boolean isLongNumber(byte[] bytes, int from, int end) {
    int digits = 0;
    int at = from;
    while (at < end && digits < CARD_DIGITS) {
      boolean digit = Chars.is(bytes[at], Chars.DIGIT);
      boolean gap =
          digits >= WINDOW && (bytes[at] == ' ' || bytes[at] == '-') && isDigit(bytes, at - 1);
      if (!digit && !gap) {
        return false;
      }
      digits += digit ? 1 : 0;
      at++;
    }
    return digits == CARD_DIGITS;
  }

  private static boolean isDigit(byte[] bytes, int at) {
    return Chars.is(bytes[at], Chars.DIGIT);
  }

  /**
   * Long runs of Base64. What is in the same run here may be in two texts, or before one, so every
   * part of it that may be in a text counts.
   */
  private static Positions random(Bytes request, Ranges apart) {
    Positions found = new Positions();
    int from = request.offset();
    for (int i = 0; i < apart.count(); i++) {
      random(request.array(), from, apart.from(i), found);
      from = apart.to(i);
    }
    random(request.array(), from, request.offset() + request.length(), found);
    return found;
  }

  private static void random(byte[] bytes, int first, int end, Positions found) {
    int stop = first;
    boolean isLong = false;
    for (int at = first + STRIDE; at < end; at += STRIDE) {
      if (at >= stop && mayBeRun(bytes, at)) {
        stop = Chars.skip(bytes, at, end, BASE64);
        isLong = stop - start(bytes, first, at) >= SECRET_LENGTH;
        if (isLong) {
          found.add(at - STRIDE, AWS_KEY);
        }
      }
      if (at < stop && isLong) {
        found.add(at, AWS_KEY);
      }
    }
  }

  /** A glance at what lies between two strides. */
  private static boolean mayBeRun(byte[] bytes, int at) {
    return Chars.is(bytes[at], BASE64)
        && Chars.is(bytes[at - STRIDE], BASE64)
        && Chars.is(bytes[at - STRIDE / 2], BASE64)
        && Chars.is(bytes[at - STRIDE / 4], BASE64);
  }

  /** Where the run starts in which a place is; not looked for further than it matters. */
  private static int start(byte[] bytes, int first, int at) {
    int start = at;
    while (start > first && at - start < SECRET_LENGTH && Chars.is(bytes[start - 1], BASE64)) {
      start--;
    }
    return start;
  }
}
