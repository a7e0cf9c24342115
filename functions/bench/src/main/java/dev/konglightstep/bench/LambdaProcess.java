package dev.konglightstep.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A handler under Lambda's own runtime interface client, with flags near Lambda's. */
record LambdaProcess(Process process) implements AutoCloseable {
  static LambdaProcess start(World world, Class<? extends RequestStreamHandler> handler)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx400m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler.getName());
    builder.environment().clear();
    builder.environment().putAll(world.environment());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", world.runtimeApi().getAuthority(),
                "AWS_LAMBDA_FUNCTION_NAME", "bench",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_LOG_GROUP_NAME", "bench",
                "AWS_LAMBDA_LOG_STREAM_NAME", "bench",
                "LAMBDA_TASK_ROOT", "."));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return new LambdaProcess(builder.start());
  }

  /** Resident memory, in kB. */
  long resident() throws IOException {
    return ProcessFigures.of(process).resident();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
