package org.convc.parser.antlr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;

/** Messages about tokens that are no part of the language. */
final class LexicalErrors {

  private LexicalErrors() {}

  static boolean isLexical(Token token) {
    return switch (token.getType()) {
      case ConvLexer.MALFORMED_NUMBER, ConvLexer.NON_ASCII, ConvLexer.STRING, ConvLexer.UNKNOWN -> true;
      default -> false;
    };
  }

  static void report(SyntaxBuilder syntax, Token token) {
    String text = token.getText();
    switch (token.getType()) {
      case ConvLexer.MALFORMED_NUMBER -> syntax.report(
          DiagnosticKind.MALFORMED_NUMBER,
          Tokens.span(token),
          new Remarks(List.of(), numberHelp(text)),
          Words.shorten(text));
      case ConvLexer.STRING -> syntax.report(
          DiagnosticKind.STRING, Tokens.span(token), Remarks.NONE.help("write the word without quotes"));
      case ConvLexer.NON_ASCII -> nonAscii(syntax, token.getStartIndex(), text);
      default -> character(syntax, token.getStartIndex(), text.codePointAt(0));
    }
  }

  private static Optional<String> numberHelp(String text) {
    if (text.startsWith("0x")) {
      return Optional.of("numbers are decimal");
    }
    int separator = text.indexOf('x');
    if (separator > 0 && separator + 1 < text.length()) {
      String before = Words.shorten(text.substring(0, separator));
      return Optional.of("write " + before + " x " + Words.shorten(text.substring(separator + 1)) + ", with spaces");
    }
    if (text.startsWith(".") || text.endsWith(".")) {
      return Optional.of("a decimal point stands between digits");
    }
    return Optional.of("a name begins with a letter, a number is made of digits");
  }

  private static void nonAscii(SyntaxBuilder syntax, int start, String text) {
    int at = 0;
    while (text.charAt(at) < 0x80) {
      at++;
    }
    character(syntax, start + at, text.codePointAt(at));
  }

  private static void character(SyntaxBuilder syntax, int start, int character) {
    Span span = new Span(start, start + Character.charCount(character));
    syntax.report(DiagnosticKind.UNKNOWN_CHARACTER, span, remarks(character, span), describe(character));
  }

  /** What a word processor or a web page makes of the signs of the language. */
  private static Remarks remarks(int character, Span span) {
    return switch (character) {
      case 0x00D7, 0x2715, 0x2A2F -> Remarks.NONE.help("write the letter x").fix(span, "x");
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> Remarks.NONE.help("write -").fix(span, "-");
      case 0x00F7 -> Remarks.NONE.help("write /").fix(span, "/");
      case 0x00A0, 0x2009, 0x202F, 0x3000 -> Remarks.NONE.help("write an ordinary space").fix(span, " ");
      case '#' -> Remarks.NONE.help("a comment begins with //").fix(span, "//");
      case '[', ']' -> Remarks.NONE.help("sizes are joined by 'x', as in 3 x 224 x 224");
      default -> Character.isLetter(character)
          ? Remarks.NONE.help("names are made of the letters A to Z, digits and '_'")
          : Remarks.NONE;
    };
  }

  private static String describe(int character) {
    String code = String.format("U+%04X", character);
    if (character < 0x80) {
      return "'" + Character.toString(character) + "'";
    }
    String name = Character.getName(character);
    return name == null ? code : code + " (" + name.toLowerCase(Locale.ROOT) + ")";
  }
}
