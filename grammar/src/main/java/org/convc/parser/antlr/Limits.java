package org.convc.parser.antlr;

/**
 * What a file may ask for. Hand-written files stay far below; the limits keep a hostile one from exhausting the stack, the memory or the
 * patience of the reader, here and in the stages that recurse over expressions.
 */
final class Limits {

  /** Brackets, signs and blocks inside each other. The parser uses about four stack frames for each. */
  static final int NESTING = 100;

  /** Operators of one statement: a chain {@code 1+1+...} is a tree as deep as it is long. */
  static final int OPERATORS = 1_000;

  /** Tokens of one file. A token that becomes a record takes some 100 bytes; realistic text has one in four characters. */
  static final int TOKENS = 150_000;

  /** Characters of one number. Converting text to a number takes time that grows with the square of its length. */
  static final int NUMBER_LENGTH = 100;

  /** Characters of one word. Names become names of classes and files, which most file systems limit to 255. */
  static final int WORD_LENGTH = 200;

  private Limits() {}
}
