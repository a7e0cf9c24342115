package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.IamRole;
import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.Parsed;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the principal map is told by its environment.
 *
 * @param principals where it goes
 * @param store whose people are read; nobody's if it is empty
 * @param readers roles of other accounts, at most one of each
 * @param maxAge after which the proxy calls a directory old
 */
public record PrincipalMapSettings(
    ObjectUri principals,
    Optional<StoreSettings> store,
    List<IamAccount> readers,
    Duration maxAge,
    Level logLevel,
    SelfTelemetry selfTelemetry,
    AwsSettings aws) {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /** Identity Store API reference, {@code IdentityStoreId}. */
  private static final Pattern STORE_ID =
      Pattern.compile("d-[0-9a-f]{10}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(?:-[a-z0-9]+)+");

  /**
   * Reads and checks them all.
   *
   * @throws SettingsException naming the first one that is missing or malformed
   */
  public static PrincipalMapSettings from(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    return new PrincipalMapSettings(
        ObjectUri.required(settings, "PRINCIPALS_URI"),
        store(settings),
        readers(settings),
        settings.duration("SNAPSHOT_MAX_AGE", "PT6H"),
        settings.choice("LOG_LEVEL", Level.INFO),
        settings.choice("SELF_TELEMETRY", SelfTelemetry.EMF),
        AwsSettings.from(settings));
  }

  private static Optional<StoreSettings> store(Settings settings) {
    Optional<String> region = settings.text("IDENTITY_STORE_REGION");
    if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
      throw new SettingsException("IDENTITY_STORE_REGION", "expected a region such as eu-west-1");
    }
    return settings.text("IDENTITY_STORE_ID").map(id -> new StoreSettings(checked(id), region));
  }

  private static String checked(String storeId) {
    if (!STORE_ID.matcher(storeId).matches()) {
      throw new SettingsException("IDENTITY_STORE_ID", "expected an id such as d-1234567890");
    }
    return storeId;
  }

  private static List<IamAccount> readers(Settings settings) {
    List<IamAccount> readers =
        COMMA
            .splitAsStream(settings.text("READER_ROLE_ARNS", "").strip())
            .filter(arn -> !arn.isEmpty())
            .map(PrincipalMapSettings::reader)
            .toList();
    if (readers.stream().map(IamAccount::part).distinct().count() < readers.size()) {
      throw new SettingsException("READER_ROLE_ARNS", "expected one role for an account");
    }
    return readers;
  }

  private static IamAccount reader(String arn) {
    if (Identifier.parse(arn) instanceof Parsed.Valid<Identifier>(IamRole role)) {
      return IamAccount.of(role);
    }
    throw new SettingsException(
        "READER_ROLE_ARNS", "expected ARNs of roles, with commas between them");
  }

  /**
   * An identity store.
   *
   * @param region where Identity Center is; this function's own if it is empty
   */
  public record StoreSettings(String id, Optional<String> region) {}
}
