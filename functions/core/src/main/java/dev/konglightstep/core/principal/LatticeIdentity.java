package dev.konglightstep.core.principal;

import java.util.Optional;

/**
 * What VPC Lattice says of a caller in {@code x-amzn-lattice-identity}. It takes the header from
 * clients' requests (Amazon VPC Lattice User Guide, "HTTP targets", "Caller identity headers");
 * that a request came through Lattice at all, somebody else must know.
 *
 * <pre>
 *   identity := field (";" field)*        blanks around a field count for nothing
 *   field    := name "=" value            "\;" in a value is a semicolon, a quote is a quote
 * </pre>
 *
 * @param principal empty if Lattice authenticated nobody
 * @param sessionName as Lattice tells it beside the principal
 * @param organization the id of the principal's organization
 * @param sourceVpc the ARN of the network that the request came from
 */
public record LatticeIdentity(
    Optional<Identifier> principal,
    Optional<String> sessionName,
    Optional<String> organization,
    Optional<String> sourceVpc) {

  /**
   * Reads the header's value; never throws. Fields that are not asked for are skipped, and may hold
   * anything but a bare semicolon: those called {@code X509…} have what a client wrote into its
   * certificate. So that nothing in there can pass for Lattice's own word, the principal must be
   * the first field, where Lattice writes it, and no field that is asked for may be there twice. A
   * session's name that is another one than the principal's is a mistake too.
   */
  public static Parsed<LatticeIdentity> parse(String text) {
    return new LatticeParser(text).parse();
  }
}
