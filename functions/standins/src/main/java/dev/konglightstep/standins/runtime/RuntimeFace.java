package dev.konglightstep.standins.runtime;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Runtime API, version 2018-06-01 (AWS Lambda developer guide, "Using the Lambda runtime API
 * for custom runtimes"). Asking for the next event waits until there is one.
 */
public final class RuntimeFace implements Face {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Pattern ENDED =
      Pattern.compile(Pattern.quote(ROOT) + "invocation/([^/]+)/(response|error)");
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:stand-in";
  private static final String TRACE =
      "Root=1-00000000-000000000000000000000001;Parent=0000000000000001;Sampled=0";

  private final RuntimeModel model;

  public RuntimeFace(RuntimeModel model) {
    this.model = model;
  }

  @Override
  public Response answer(Request request) {
    try {
      return switch (request.method() + " " + request.path()) {
        case "GET " + ROOT + "invocation/next" -> next(model.next());
        case "POST " + ROOT + "init/error" -> {
          model.failInit(failure(request));
          yield status(202, "{\"status\":\"OK\"}");
        }
        default -> end(request);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(500, "Closing", "this stand-in closes");
    } catch (UnreadableBodyException e) {
      return error(400, "InvalidBody", e.reason());
    }
  }

  private static Response next(Invocation invocation) {
    Headers headers =
        Headers.of("Content-Type", "application/json")
            .with("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
            .with("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()))
            .with("Lambda-Runtime-Invoked-Function-Arn", FUNCTION)
            .with("Lambda-Runtime-Trace-Id", TRACE);
    return new Response(200, headers, invocation.event());
  }

  private Response end(Request request) throws UnreadableBodyException {
    Matcher ended = ENDED.matcher(request.path());
    if (!request.method().equals("POST") || !ended.matches()) {
      return error(404, "NoSuchPath", "the Runtime API has no such path");
    }
    Outcome outcome =
        ended.group(2).equals("error")
            ? failure(request)
            : new Outcome.Answered(request.body().decode());
    return model.end(ended.group(1), outcome)
        ? status(202, "{\"status\":\"OK\"}")
        : error(400, "InvalidRequestID", "no such event is out");
  }

  private static Outcome.Failed failure(Request request) throws UnreadableBodyException {
    String type = request.headers().first("Lambda-Runtime-Function-Error-Type").orElse("");
    return new Outcome.Failed(type, request.body().decode());
  }

  private static Response error(int status, String type, String message) {
    return status(status, "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}");
  }

  private static Response status(int status, String json) {
    return new Response(status, Headers.of("Content-Type", "application/json"), Bytes.utf8(json));
  }
}
