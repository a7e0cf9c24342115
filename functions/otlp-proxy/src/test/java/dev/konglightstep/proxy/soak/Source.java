package dev.konglightstep.proxy.soak;

/** The invocation that something comes from. */
record Source(int invocation, Sender sender) {}
