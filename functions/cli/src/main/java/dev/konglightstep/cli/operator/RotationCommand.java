package dev.konglightstep.cli.operator;

import picocli.CommandLine.Command;

/** {@code rotation}: what people do about rotations; the rest is Secrets Manager's. */
@Command(
    name = "rotation",
    description = "What people do about rotations.",
    mixinStandardHelpOptions = true)
final class RotationCommand {}
