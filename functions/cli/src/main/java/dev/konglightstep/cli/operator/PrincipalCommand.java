package dev.konglightstep.cli.operator;

import picocli.CommandLine.Command;

/** {@code principal}: who is behind a call. */
@Command(name = "principal", description = "Who is behind a call.", mixinStandardHelpOptions = true)
final class PrincipalCommand {}
