package dev.konglightstep.rotation.explore;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An invocation that has just begun; nothing else about it matters here. */
public record TimeLeft(Duration left) implements Context {
  @Override
  public int getRemainingTimeInMillis() {
    return (int) left.toMillis();
  }

  @Override
  public String getAwsRequestId() {
    return "explore";
  }

  @Override
  public String getLogGroupName() {
    return "explore";
  }

  @Override
  public String getLogStreamName() {
    return "explore";
  }

  @Override
  public String getFunctionName() {
    return "explore";
  }

  @Override
  public String getFunctionVersion() {
    return "explore";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "explore";
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public @Nullable LambdaLogger getLogger() {
    return null;
  }
}
