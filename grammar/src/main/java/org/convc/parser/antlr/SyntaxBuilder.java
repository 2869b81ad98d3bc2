package org.convc.parser.antlr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Expression;
import org.convc.syntax.Name;
import org.convc.syntax.Property;
import org.convc.syntax.Value;

/**
 * Builds a file from what the parser recognises, in the order of the text, and refuses what the grammar is too loose to refuse.
 *
 * <p>A mistake inside a layer costs that layer. A mistake outside costs the file, for the constant or the option that is missing would
 * make the analyser complain about sound layers.
 */
final class SyntaxBuilder {

  /** Messages that often follow from another mistake in the same line. */
  private static final Set<DiagnosticKind> FOLLOWERS =
      EnumSet.of(DiagnosticKind.SYNTAX, DiagnosticKind.LAYER_WITHOUT_NAME, DiagnosticKind.BLOCK_FOR_VALUE);

  private final Diagnostics diagnostics;
  private final Tokens tokens;
  private final List<ConvFile.Import> imports = new ArrayList<>();
  private final List<Declaration> declarations = new ArrayList<>();
  private final Deque<Block> open = new ArrayDeque<>();
  private Optional<ConvFile.PackageClause> packageClause = Optional.empty();
  private boolean fileIsBroken;
  private boolean layerSeen;
  private int operators;

  /** The line of the latest error, if no statement has been understood since; otherwise 0. */
  private int errorLine;

  /** A layer between its braces. */
  private static final class Block {
    final Token kind;
    final Optional<Name> name;
    final Optional<Token> docComment;
    final List<Property> properties = new ArrayList<>();
    boolean broken;
    boolean lacksBrace;
    boolean silent;

    Block(Token kind, Optional<Name> name, Optional<Token> docComment) {
      this.kind = kind;
      this.name = name;
      this.docComment = docComment;
    }

    /** Its kind and, where it has one, its name. */
    Span place() {
      Span word = Tokens.span(kind);
      return name.map(n -> word.to(n.span())).orElse(word);
    }
  }

  SyntaxBuilder(Diagnostics diagnostics, Tokens tokens) {
    this.diagnostics = diagnostics;
    this.tokens = tokens;
  }

  Optional<ConvFile> file() {
    return fileIsBroken ? Optional.empty() : Optional.of(new ConvFile(packageClause, imports, declarations));
  }

  /** Whether the text declares anything, soundly or not: a layer, or a constant for other files. */
  boolean declares() {
    return layerSeen || declarations.stream().anyMatch(Declaration.Constant.class::isInstance);
  }

  boolean insideLayer() {
    return !open.isEmpty();
  }

  void packageClause(List<Token> parts, Span span) {
    packageClause = Optional.of(new ConvFile.PackageClause(parts.stream().map(this::name).toList(), span));
  }

  void importClause(Token path, Span span) {
    String text = path.getText();
    boolean closed = Words.isQuoted(text);
    if (closed && text.charAt(0) == '"') {
      errorLine = 0;
      imports.add(new ConvFile.Import(text.substring(1, text.length() - 1), Tokens.span(path), span));
    } else {
      // Quotes that are not closed reach to the end of the line.
      String inner = text.substring(1, closed ? text.length() - 1 : text.length()).replaceFirst("\\s*;?\\s*$", "");
      String mended = '"' + inner + '"' + (closed ? "" : ";");
      Remarks remarks = Remarks.NONE.help("write " + Words.shorten(mended)).fix(Tokens.span(path), mended);
      report(DiagnosticKind.PATH_QUOTES, Tokens.span(path), remarks);
    }
  }

  void constant(Token name, Expression value, Span span) {
    operators = 0;
    errorLine = 0;
    if (open.isEmpty()) {
      declarations.add(new Declaration.Constant(name(name), value, span));
    } else {
      refuseInside(span, "a constant");
    }
  }

  void property(Token keyword, Value value, Span span) {
    operators = 0;
    errorLine = 0;
    Property property = new Property(name(keyword), Optional.ofNullable(value), span);
    if (open.isEmpty()) {
      declarations.add(new Declaration.FileOption(property));
    } else {
      open.peek().properties.add(property);
    }
  }

  /** The head of a layer, a kind and a value before a brace. The name must be one word; what else the grammar admits is refused. */
  void openLayer(Token kind, Value value, Span head) {
    operators = 0;
    layerSeen = true;
    Optional<Name> name = Optional.ofNullable(value).flatMap(SyntaxBuilder::singleWord);
    if (!open.isEmpty() && name.isPresent()) {
      refuseInside(head, "layer '" + Words.shorten(name.get().text()) + "'");
    }
    open.push(new Block(kind, name, tokens.docComment()));
    if (name.isEmpty()) {
      refuseName(Words.shorten(kind.getText()), value, head);
    }
  }

  private void refuseName(String kind, Value value, Span head) {
    if (value != null) {
      report(DiagnosticKind.LAYER_NAME_NOT_A_WORD, value.span(), kind);
      explainBracesInside();
    } else if (open.size() == 1) {
      report(DiagnosticKind.LAYER_WITHOUT_NAME, head, kind);
    } else {
      report(DiagnosticKind.BLOCK_FOR_VALUE, head, kind);
      // What stands between the braces was meant to be a value, so that all of it would be wrong.
      open.peek().silent = true;
      explainBracesInside();
    }
  }

  /** A brace inside a layer that opens none needs no closing one, which those around then seem to lack. */
  private void explainBracesInside() {
    if (open.size() > 1) {
      expectNoBraces();
    }
  }

  /** A layer whose head could not be read; its properties are read for their own mistakes. */
  void openBrokenLayer(Token kind) {
    layerSeen = true;
    open.push(new Block(kind, Optional.empty(), Optional.empty()));
    explainBracesInside();
  }

  /** Forgets a statement that could not be read to its end. */
  void dropStatement() {
    operators = 0;
  }

  void closeLayer(Span end) {
    Block block = open.pop();
    if (block.name.isPresent() && !block.broken && open.isEmpty()) {
      Span span = Tokens.span(block.kind).to(end);
      Optional<String> documentation = block.docComment.flatMap(c -> DocText.of(c.getText()));
      declarations.add(
          new Declaration.Layer(documentation, name(block.kind), block.name.get(), block.properties, span));
    }
  }

  /** Reports that the text ends before the innermost layer does. */
  void reportUnclosedLayer() {
    Block block = open.peek();
    if (!block.lacksBrace) {
      String name = block.name.map(n -> " '" + Words.shorten(n.text()) + "'").orElse("");
      int end = diagnostics.source().text().stripTrailing().length();
      report(
          DiagnosticKind.UNCLOSED_LAYER,
          new Span(end, end),
          Remarks.NONE.note(diagnostics.note(block.place(), "it opens here")).fix(new Span(end, end), "\n}"),
          name);
    }
    // One brace too few leaves every layer around open as well.
    expectNoBraces();
    block.broken = true;
    fileIsBroken = true;
  }

  /** The second declaration that a lacking brace makes look nested is no mistake of its own. */
  private void refuseInside(Span span, String what) {
    Block block = open.peek();
    if (!block.lacksBrace && open.size() == 1) {
      block.lacksBrace = true;
      String layer = block.name.map(n -> "layer '" + Words.shorten(n.text()) + "'").orElse("a layer");
      report(
          DiagnosticKind.NESTED_DECLARATION,
          span,
          Remarks.NONE.note(diagnostics.note(block.place(), "it opens here")).help("is a '}' missing before it?"),
          what,
          layer);
    }
    expectNoBraces();
  }

  /** Keeps what was read from being analysed, after an error that leaves its meaning in doubt. */
  void breakFile() {
    fileIsBroken = true;
  }

  /** That the layers now open have no closing brace has been explained. */
  void expectNoBraces() {
    open.forEach(block -> block.lacksBrace = true);
  }

  Expression binary(Token operator, Expression left, Expression right, Span span) {
    if (++operators == Limits.OPERATORS + 1) {
      report(DiagnosticKind.TOO_MANY_OPERATORS, Tokens.span(operator), Limits.OPERATORS);
      throw new StopParsing();
    }
    return new Expression.Binary(operator(operator), left, right, span);
  }

  private static Expression.Operator operator(Token token) {
    return switch (token.getType()) {
      case ConvLexer.PLUS -> Expression.Operator.ADD;
      case ConvLexer.MINUS -> Expression.Operator.SUBTRACT;
      case ConvLexer.TIMES -> Expression.Operator.MULTIPLY;
      case ConvLexer.DIVIDE -> Expression.Operator.DIVIDE;
      case ConvLexer.REMAINDER -> Expression.Operator.REMAINDER;
      default -> throw new IllegalStateException("no operator: " + token);
    };
  }

  Name name(Token word) {
    return new Name(limited(word, Limits.WORD_LENGTH, DiagnosticKind.WORD_TOO_LONG), Tokens.span(word));
  }

  String number(Token number) {
    return limited(number, Limits.NUMBER_LENGTH, DiagnosticKind.NUMBER_TOO_LONG);
  }

  private String limited(Token token, int limit, DiagnosticKind kind) {
    String text = token.getText();
    if (text.length() > limit) {
      report(kind, Tokens.span(token), text.length(), limit);
    }
    return text;
  }

  private static Optional<Name> singleWord(Value value) {
    Value.Entry entry = value.entries().get(0);
    boolean single = value.entries().size() == 1 && entry.end().isEmpty();
    return single && entry.begin() instanceof Expression.Word word ? Optional.of(word.name()) : Optional.empty();
  }

  /** Whether the latest error is in the line of a character, with nothing between that makes sense: then the next one most often follows. */
  boolean hasErrorInLine(int offset) {
    return diagnostics.source().line(offset) == errorLine;
  }

  /** Every message of the parser passes here, so that what it concerns is not built. */
  void report(DiagnosticKind kind, Span span, Object... arguments) {
    report(kind, span, Remarks.NONE, arguments);
  }

  void report(DiagnosticKind kind, Span span, Remarks remarks, Object... arguments) {
    boolean follows = FOLLOWERS.contains(kind) && hasErrorInLine(span.start());
    boolean silent = !open.isEmpty() && open.peek().silent;
    if (!follows && !silent) {
      diagnostics.report(kind, span, remarks, arguments);
      errorLine = diagnostics.source().line(span.start());
    }
    if (open.isEmpty()) {
      fileIsBroken = true;
    } else {
      open.forEach(block -> block.broken = true);
    }
    if (diagnostics.isFull()) {
      throw new StopParsing();
    }
  }
}
