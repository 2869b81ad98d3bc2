package org.convc.parser.antlr;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.UnbufferedTokenStream;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;
import org.convc.syntax.ConvFile;

/** Runs the generated parser over one text. Nothing of ANTLR is in its interface. */
public final class SyntaxReader {

  private SyntaxReader() {}

  /** Reads the text of {@code diagnostics.source()}; empty where the errors leave nothing that can be analysed. */
  public static Optional<ConvFile> read(Diagnostics diagnostics) {
    Tokens tokens = tokens(diagnostics);
    SyntaxBuilder syntax = new SyntaxBuilder(diagnostics, tokens);
    try {
      parser(diagnostics, tokens, syntax).file();
    } catch (StopParsing stop) {
      return Optional.empty();
    }
    if (!syntax.declares() && !diagnostics.hasErrors()) {
      Optional<String> help = Optional.of("such as conv Stem { input 3 x 32 x 32; filters 8; kernel 3; }");
      diagnostics.report(DiagnosticKind.NO_LAYERS, new Span(0, 0), List.of(), help);
      return Optional.empty();
    }
    return syntax.file();
  }

  static Tokens tokens(Diagnostics diagnostics) {
    return tokens(diagnostics, comment -> { });
  }

  static Tokens tokens(Diagnostics diagnostics, Consumer<Token> comments) {
    ConvLexer lexer = new ConvLexer(new TextCharStream(diagnostics.source()));
    lexer.removeErrorListeners();
    return new Tokens(lexer, diagnostics, comments);
  }

  static ConvParser parser(Diagnostics diagnostics, Tokens tokens, SyntaxBuilder syntax) {
    // Keeps one token at a time: a buffer of all would take fifty times the memory of a text without spaces.
    // Reads the first at once, which may already stop the parse.
    ConvParser parser = new ConvParser(new UnbufferedTokenStream<>(tokens));
    parser.removeErrorListeners();
    parser.setBuildParseTree(false);
    parser.setErrorHandler(new Recovery(syntax, new SyntaxErrors(syntax, diagnostics, tokens)));
    parser.buildWith(syntax);
    return parser;
  }
}
