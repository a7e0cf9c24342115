package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.Token;
import java.time.Duration;

/**
 * What one plugin's header holds.
 *
 * @param plugin as a person finds it in the target, such as its id; safe to print
 */
public record Held(String plugin, Content content) {

  /** Whether the header is that value, in plain. */
  public boolean holds(Token value) {
    return content instanceof Content.Plain(Token token) && token.equals(value);
  }

  /** The header's value as far as it matters. */
  public sealed interface Content {
    /** A value that can be a token. */
    record Plain(Token token) implements Content {}

    /** A value that is nobody's token, such as an empty one. */
    record Unusable() implements Content {}

    /** No such header, and the operator allows that it is added. */
    record Absent() implements Content {}

    /**
     * A vault reference to the very secret, which Kong resolves by itself.
     *
     * @param ttl how long Kong keeps a value before it reads the secret again
     */
    record Reference(Duration ttl) implements Content {}

    /**
     * Something that we must not touch and a person must mend.
     *
     * @param what is wrong and what to do, never a value
     */
    record Wrong(String what) implements Content {}
  }
}
