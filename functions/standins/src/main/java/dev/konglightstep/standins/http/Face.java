package dev.konglightstep.standins.http;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;

/** How a model is spoken to over HTTP. */
@FunctionalInterface
public interface Face {
  Response answer(Request request);
}
