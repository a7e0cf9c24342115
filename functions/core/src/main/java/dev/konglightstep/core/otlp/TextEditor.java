package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/** What becomes of the texts in a part of a request. */
public interface TextEditor {
  /**
   * What becomes of those under a key; of two keys of one value the first is asked for the editor
   * that is asked for the second.
   */
  TextEditor under(Bytes key);

  /** The text that every value becomes, whatever it holds; empty if it is edited text by text. */
  Bytes replacement();

  /** Is told of each value that became the replacement and was something else. */
  void replaced();

  /** What a text becomes; the same object if nothing changes. */
  Bytes edit(Bytes text);
}
