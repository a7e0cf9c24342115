package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a secret without its values.
 *
 * @param stages from version id to labels; versions without a label are left out
 * @param rotationEnabled empty if rotation was never configured
 * @param lastRotated when a rotation last succeeded, while rotation is on
 * @param deleted when the secret goes, if it is marked for deletion
 */
public record Description(
    String arn,
    String name,
    Map<String, Set<String>> stages,
    Instant created,
    Instant lastChanged,
    Optional<Boolean> rotationEnabled,
    Optional<String> rotationLambdaArn,
    Optional<RotationRules> rotationRules,
    Optional<Instant> lastRotated,
    Optional<Instant> deleted) {}
