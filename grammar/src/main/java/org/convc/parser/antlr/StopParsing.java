package org.convc.parser.antlr;

/** Ends a parse from any depth, after the reason has been reported. */
final class StopParsing extends RuntimeException {

  StopParsing() {
    super(null, null, false, false);
  }
}
