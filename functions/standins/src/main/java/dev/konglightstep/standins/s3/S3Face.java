package dev.konglightstep.standins.s3;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;

/**
 * S3 over its REST API, with errors as XML. A signature must be there, whatever it says; a checksum
 * that a body brings is checked.
 */
public final class S3Face implements Face {
  private final ObjectCalls objects;
  private final BucketCalls buckets;

  public S3Face(S3Model model) {
    this.objects = new ObjectCalls(model);
    this.buckets = new BucketCalls(model);
  }

  @Override
  public Response answer(Request request) {
    try {
      if (request.headers().first("Authorization").isEmpty()) {
        throw new S3Failure(S3Failure.Code.ACCESS_DENIED, "Access Denied");
      }
      S3Request asked = S3Request.of(request);
      if (asked.bucket().isEmpty()) {
        throw S3Failure.notImplemented();
      }
      return asked.key().isEmpty() ? buckets.answer(asked) : objects.answer(asked);
    } catch (S3Failure e) {
      return refused(request, e);
    } catch (UnreadableBodyException e) {
      return refused(
          request,
          new S3Failure(S3Failure.Code.INCOMPLETE_BODY, "The request body ended too early"));
    }
  }

  /** Neither an answer to a HEAD nor a 304 has a body. */
  private static Response refused(Request request, S3Failure failure) {
    boolean silent =
        request.method().equals("HEAD") || failure.code() == S3Failure.Code.NOT_MODIFIED;
    return new Response(
        failure.code().status(),
        silent ? Headers.NONE : Headers.of("Content-Type", "application/xml"),
        silent ? Bytes.EMPTY : Xml.error(failure, request.path()).bytes());
  }
}
