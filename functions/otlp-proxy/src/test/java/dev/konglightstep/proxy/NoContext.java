package dev.konglightstep.proxy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** A context that fails the test as soon as it is used: the proxy needs none. */
final class NoContext implements Context {
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
  public int getRemainingTimeInMillis() {
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
    return new AssertionError("the proxy asked its context");
  }
}
