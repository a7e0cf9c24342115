package dev.konglightstep.cli.operator;

import picocli.CommandLine.Command;

/** {@code policy}: which traces are kept, and what is taken out of them. */
@Command(
    name = "policy",
    description = "What the proxy keeps of traces, and what it takes out of them.",
    mixinStandardHelpOptions = true)
final class PolicyCommand {}
