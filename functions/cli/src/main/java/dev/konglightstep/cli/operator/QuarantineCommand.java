package dev.konglightstep.cli.operator;

import picocli.CommandLine.Command;

/** {@code quarantine}: what nobody would take. */
@Command(
    name = "quarantine",
    description = "What Lightstep refused for good, and what could not be read.",
    mixinStandardHelpOptions = true)
final class QuarantineCommand {}
