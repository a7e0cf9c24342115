package dev.konglightstep.core.http;

import dev.konglightstep.core.Bytes;

/** An HTTP answer. Its text form shows neither header values nor the body. */
public record Response(int status, Headers headers, Bytes body) {

  public Response withHeader(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  @Override
  public String toString() {
    return "Response[" + status + " " + headers + " " + body + "]";
  }
}
