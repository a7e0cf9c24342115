package dev.konglightstep.core.policy.latency;

/**
 * What tells requests apart in figures; what is not known is empty.
 *
 * @param service the resource's {@code service.name}
 * @param route of {@code http.route}, as it was sent: a path or Kong's regular expression
 * @param method an HTTP method that a standard knows, or {@link ServerRequests#OTHER_METHOD}
 * @param statusClass the first digit of the status code; 0 if there is none
 * @param error whether the trace is an error, as a sampling rule's {@code error} means it
 * @param principal the ARN of whoever asked; empty too if figures are not kept by principal
 */
public record Series(
    String service,
    String route,
    String method,
    int statusClass,
    boolean error,
    String principal) {}
