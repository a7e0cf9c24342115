package dev.konglightstep.proxy.soak;

/** How the backend answers what arrives. */
enum Mood {
  WELL(200, true),
  BAD_REQUEST(400, false),
  UNAUTHORIZED(401, false),
  FORBIDDEN(403, false),
  TOO_LARGE(413, false),
  TOO_MANY(429, false),
  BROKEN(500, false),
  /** A gateway before it lost the request. */
  BAD_GATEWAY(502, false),
  /** A gateway before it lost the answer. */
  BAD_GATEWAY_AFTER(502, true),
  UNAVAILABLE(503, false),
  GATEWAY_TIMEOUT_AFTER(504, true),
  MOVED(301, false),
  PARTIAL(200, true),
  /** It takes all and says something that is no Export response. */
  UNREADABLE(200, true);

  final int status;
  final boolean takes;

  Mood(int status, boolean takes) {
    this.status = status;
    this.takes = takes;
  }
}
