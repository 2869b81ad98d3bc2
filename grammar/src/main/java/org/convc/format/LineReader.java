package org.convc.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.diagnostic.SourceText;
import org.convc.syntax.SourceToken;

/** Tells which tokens of a text without syntax errors belong on a line, and which comments belong to which line. */
final class LineReader {

  private final SourceText source;
  private final List<SourceToken> tokens;
  private final List<Line> lines = new ArrayList<>();
  private int depth;
  private int next;

  private LineReader(SourceText source, List<SourceToken> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  static List<Line> read(SourceText source, List<SourceToken> tokens) {
    LineReader reader = new LineReader(source, tokens);
    while (reader.next < tokens.size()) {
      reader.readLine();
    }
    return reader.lines;
  }

  private void readLine() {
    boolean gap = next > 0 && startLine(next) - endLine(next - 1) > 1;
    int start = next;
    Line.Kind kind = tokens.get(start).isComment() ? readComments() : readStatement();
    List<SourceToken> own = tokens.subList(start, next);
    List<SourceToken> trailing = kind == Line.Kind.COMMENT ? List.of() : readTrailing();
    depth -= kind == Line.Kind.CLOSING ? 1 : 0;
    lines.add(new Line(kind, depth, gap, own, breaks(start, start + own.size()), trailing));
    depth += kind == Line.Kind.OPENING ? 1 : 0;
  }

  /** Comments that share a line stay together, but for one that documents what follows. */
  private Line.Kind readComments() {
    next++;
    while (next < tokens.size() && tokens.get(next).kind() == SourceToken.Kind.BLOCK_COMMENT && continuesLine(next)) {
      next++;
    }
    if (next < tokens.size() && tokens.get(next).kind() == SourceToken.Kind.LINE_COMMENT && continuesLine(next)) {
      next++;
    }
    return Line.Kind.COMMENT;
  }

  private Line.Kind readStatement() {
    while (true) {
      SourceToken token = tokens.get(next++);
      if (token.is(";")) {
        return Line.Kind.STATEMENT;
      } else if (token.is("{")) {
        return Line.Kind.OPENING;
      } else if (token.is("}")) {
        return Line.Kind.CLOSING;
      }
    }
  }

  /** The comments behind a line; none where they stand before something on the same line, or document what follows. */
  private List<SourceToken> readTrailing() {
    int start = next;
    int end = start;
    while (end < tokens.size() && tokens.get(end).isComment() && continuesLine(end)) {
      end++;
    }
    boolean before = end < tokens.size() && continuesLine(end) && !tokens.get(end).is("}");
    boolean documents = tokens.subList(start, end).stream().anyMatch(t -> t.kind() == SourceToken.Kind.DOC_COMMENT)
        && firstOtherThanComment(end).filter(t -> !t.is("}")).isPresent();
    if (!before && !documents) {
      next = end;
    }
    return tokens.subList(start, next);
  }

  /** The tokens from {@code start} to before {@code end} that begin a line, by their places among these. */
  private Set<Integer> breaks(int start, int end) {
    return IntStream.range(start + 1, end).filter(i -> !continuesLine(i)).map(i -> i - start).boxed().collect(Collectors.toSet());
  }

  private Optional<SourceToken> firstOtherThanComment(int from) {
    return tokens.subList(from, tokens.size()).stream().filter(t -> !t.isComment()).findFirst();
  }

  /** Whether a token begins on the line on which the one before it ends. */
  private boolean continuesLine(int index) {
    return startLine(index) == endLine(index - 1);
  }

  private int startLine(int index) {
    return source.line(tokens.get(index).span().start());
  }

  private int endLine(int index) {
    return source.line(tokens.get(index).span().end());
  }
}
