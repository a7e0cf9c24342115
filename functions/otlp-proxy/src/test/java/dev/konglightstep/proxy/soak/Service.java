package dev.konglightstep.proxy.soak;

import java.time.Duration;

/**
 * Whom the functions call.
 *
 * @see Wire
 */
enum Service {
  BACKEND(5, 45),
  QUEUE(2, 12),
  BUCKET(5, 40),
  SECRETS(5, 50),
  /** Whom Kong calls: what stands before the proxies. */
  FRONT(1, 8);

  /** The shortest way there, or back. */
  final Duration least;

  /** The longest way on a quiet day. */
  final Duration most;

  Service(int least, int most) {
    this.least = Duration.ofMillis(least);
    this.most = Duration.ofMillis(most);
  }
}
