package dev.konglightstep.standins.aws;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Face;

/**
 * Secrets Manager, SQS and S3 behind one address. The two with a JSON protocol name themselves in
 * {@code X-Amz-Target} (Smithy, "AWS JSON protocols"); S3 has no such header.
 */
public final class AwsFace implements Face {
  private static final String TARGET = "X-Amz-Target";

  private final Face secretsManager;
  private final Face sqs;
  private final Face s3;

  public AwsFace(Face secretsManager, Face sqs, Face s3) {
    this.secretsManager = secretsManager;
    this.sqs = sqs;
    this.s3 = s3;
  }

  /** Whether a request is that operation of SQS, for who wants to disturb it. */
  public static boolean isSqs(Request request, String operation) {
    return target(request).equals("AmazonSQS." + operation);
  }

  @Override
  public Response answer(Request request) {
    String target = target(request);
    if (target.startsWith("secretsmanager.")) {
      return secretsManager.answer(request);
    }
    return target.startsWith("AmazonSQS.") ? sqs.answer(request) : s3.answer(request);
  }

  private static String target(Request request) {
    return request.headers().first(TARGET).orElse("");
  }
}
