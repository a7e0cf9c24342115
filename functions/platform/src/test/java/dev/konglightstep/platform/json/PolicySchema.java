package dev.konglightstep.platform.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** infra/schema/policy.json at work. */
final class PolicySchema {
  static final Path FILE =
      Path.of(System.getProperty("project.root", "../.."), "infra/schema/policy.json");

  private final JsonSchema schema;

  PolicySchema() {
    try {
      schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean takes(String document) {
    return schema.validate(document, InputFormat.JSON).isEmpty();
  }
}
