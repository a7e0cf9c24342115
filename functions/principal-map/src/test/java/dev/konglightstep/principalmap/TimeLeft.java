package dev.konglightstep.principalmap;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;

/** A context that knows how much time is left, and fails the test if it is asked anything else. */
record TimeLeft(Duration left) implements Context {
  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(left.toMillis());
  }

  @Override
  public String getAwsRequestId() {
    throw unused();
  }

  @Override
  public String getLogGroupName() {
    throw unused();
  }

  @Override
  public String getLogStreamName() {
    throw unused();
  }

  @Override
  public String getFunctionName() {
    throw unused();
  }

  @Override
  public String getFunctionVersion() {
    throw unused();
  }

  @Override
  public String getInvokedFunctionArn() {
    throw unused();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw unused();
  }

  @Override
  public ClientContext getClientContext() {
    throw unused();
  }

  @Override
  public int getMemoryLimitInMB() {
    throw unused();
  }

  @Override
  public LambdaLogger getLogger() {
    throw unused();
  }

  private static AssertionError unused() {
    return new AssertionError("the map asks for the time alone");
  }
}
