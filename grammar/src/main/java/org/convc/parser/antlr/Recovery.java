package org.convc.parser.antlr;

import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/**
 * Goes on after a mistake so that it gets one message and the next one gets its own. A statement is the unit: whatever is wrong inside is
 * reported once, the rest is skipped to its {@code ;}, to the {@code }} of its layer, or to a word that begins a line.
 */
final class Recovery implements ANTLRErrorStrategy {

  private final SyntaxBuilder syntax;
  private final SyntaxErrors errors;
  private RecognitionException reported;
  private boolean reparse;
  private boolean strayBraceExplained;

  Recovery(SyntaxBuilder syntax, SyntaxErrors errors) {
    this.syntax = syntax;
    this.errors = errors;
  }

  /** Called where a token fails to match. ANTLR's own strategy would delete or invent one; no statement is built from guesses here. */
  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  /** Called for each rule that an exception leaves; the innermost knows what was expected. */
  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (e == reported) {
      return;
    }
    reported = e;
    ParserRuleContext context = parser.getContext();
    if (context instanceof ConvParser.BlockContext) {
      syntax.reportUnclosedLayer();
      return;
    }
    strayBraceExplained |= !syntax.insideLayer();
    reparse = errors.report(parser, context);
    if (parser.getInputStream().LA(1) == Token.EOF) {
      // The text was cut off: that is one mistake, however many signs it lacks.
      syntax.expectNoBraces();
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext context = parser.getContext();
    if (context instanceof ConvParser.BlockContext) {
      // Only the end of the file ends a block without its brace.
      return;
    }
    boolean statement = context instanceof ConvParser.StatementContext
        || context instanceof ConvParser.ConstantContext
        || context instanceof ConvParser.PackageClauseContext
        || context instanceof ConvParser.ImportClauseContext;
    if (!statement) {
      throw e;
    }
    syntax.dropStatement();
    boolean closes = parser.getInputStream().LA(1) == ConvParser.RIGHT_BRACE;
    if (closes && syntax.hasErrorInLine(parser.getInputStream().LT(1).getStartIndex())) {
      // Perhaps it does not belong here; then the one that does is left over.
      strayBraceExplained = true;
    }
    boolean clause = !(context instanceof ConvParser.StatementContext || context instanceof ConvParser.ConstantContext);
    boolean nextImport = clause && parser.getInputStream().LA(1) == ConvParser.IMPORT;
    boolean goOn = reparse && (nextImport || beginsItem(parser) || endsItems(parser));
    if (!goOn) {
      skipStatement(parser);
    }
    if (parser.getInputStream().LA(1) == ConvParser.LEFT_BRACE) {
      // The head is broken; the mistakes inside the braces are others.
      syntax.openBrokenLayer(context.getStart());
      if (!(context instanceof ConvParser.StatementContext)) {
        // No layer at all; whatever looks nested in it is not.
        syntax.expectNoBraces();
      }
      ((ConvParser) parser).block();
      syntax.closeLayer(Tokens.span(parser.getInputStream().LT(-1)));
    }
  }

  /** Called before each item of a file or a layer: lets the loop see only what begins an item or ends the list. */
  @Override
  public void sync(Parser parser) {
    if (!(parser.getContext() instanceof ConvParser.ItemsContext)) {
      return;
    }
    while (!beginsItem(parser) && !endsItems(parser)) {
      boolean brace = parser.getInputStream().LA(1) == ConvParser.RIGHT_BRACE;
      if (!(brace && strayBraceExplained)) {
        errors.unexpectedItem(parser.getInputStream().LT(1));
        // The message says that a brace may be lacking.
        syntax.expectNoBraces();
      }
      if (brace) {
        // What stands before it was meant to be inside a layer, and the analyser would refuse it outside.
        syntax.breakFile();
        strayBraceExplained = false;
        parser.consume();
      } else {
        if (parser.getInputStream().LA(1) == ConvParser.IMPORT) {
          // What it begins is skipped, too.
          parser.consume();
        }
        skipStatement(parser);
        if (parser.getInputStream().LA(1) == ConvParser.LEFT_BRACE) {
          skipBlock(parser);
        }
      }
    }
  }

  private static boolean beginsItem(Parser parser) {
    int next = parser.getInputStream().LA(1);
    return next == ConvParser.WORD || next == ConvParser.CONST;
  }

  private boolean endsItems(Parser parser) {
    int next = parser.getInputStream().LA(1);
    return next == Token.EOF || next == ConvParser.RIGHT_BRACE && syntax.insideLayer();
  }

  private void skipStatement(Parser parser) {
    while (true) {
      switch (parser.getInputStream().LA(1)) {
        case ConvParser.SEMICOLON -> {
          parser.consume();
          return;
        }
        case Token.EOF, ConvParser.LEFT_BRACE, ConvParser.RIGHT_BRACE -> {
          return;
        }
        case ConvParser.WORD, ConvParser.CONST, ConvParser.IMPORT -> {
          if (errors.beginsLine(parser.getInputStream().LT(1), parser.getInputStream().LT(-1))) {
            return;
          }
          parser.consume();
        }
        default -> parser.consume();
      }
    }
  }

  /** Skips braces that belong to no layer, with all that they hold. */
  private static void skipBlock(Parser parser) {
    int depth = 0;
    do {
      switch (parser.consume().getType()) {
        case ConvParser.LEFT_BRACE -> depth++;
        case ConvParser.RIGHT_BRACE -> depth--;
        default -> { }
      }
    } while (depth > 0 && parser.getInputStream().LA(1) != Token.EOF);
  }

  @Override
  public void reset(Parser parser) {}

  @Override
  public boolean inErrorRecoveryMode(Parser parser) {
    return false;
  }

  @Override
  public void reportMatch(Parser parser) {}
}
