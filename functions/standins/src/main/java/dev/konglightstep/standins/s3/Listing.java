package dev.konglightstep.standins.s3;

import java.util.List;
import java.util.Optional;

/**
 * A page of a bucket's objects in the order of their keys.
 *
 * @param nextToken there if more follow
 */
public record Listing(List<StoredObject> objects, Optional<String> nextToken) {}
