package dev.konglightstep.cli.operator;

import picocli.CommandLine.Command;

/** {@code pool}: the access tokens that people made, waiting to be used. */
@Command(
    name = "pool",
    description = "The access tokens that people made, waiting to be used.",
    mixinStandardHelpOptions = true)
final class PoolCommand {}
