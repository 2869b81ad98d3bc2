package org.convc.explain.page;

import java.util.List;
import java.util.Optional;
import org.convc.facts.Declared;
import org.convc.facts.LayerFacts;
import org.convc.facts.LoopMeaning;
import org.convc.facts.SourceLines;

/** The generated class: which kernels run a method, and which property of the layer a loop comes from. */
final class SourceSection {

  private final Markup html;
  private final LayerFacts facts;

  SourceSection(Markup html, LayerFacts facts) {
    this.html = html;
    this.facts = facts;
  }

  /** Of a method's place on the page. */
  static String anchor(LayerFacts facts, int twin, String method) {
    return "source-" + facts.layer().name() + "-" + twin + "-" + method;
  }

  void write() {
    List<SourceLines.Piece> pieces = facts.source().pieces();
    int lines = pieces.stream().mapToInt(piece -> piece.lines().size()).sum();
    html.open("details", "class", "source");
    html.element("summary", "Generated Java, " + lines + " lines");
    html.element("p", "Point at a method to see which kernels run it, at a loop to see which line of the declaration it comes from, and at a"
        + " line of the declaration to see its loops; click to keep them marked.", "class", "note script");
    html.open("div", "class", "both");
    DeclarationBlock.write(html, facts, "Declaration beside the source");
    html.open("div", "class", "java", "tabindex", "0", "role", "region", "aria-label", "Source of " + facts.layer().name());
    pieces.forEach(this::piece);
    html.close().close().close();
  }

  private void piece(SourceLines.Piece piece) {
    boolean method = !piece.method().isEmpty();
    html.open("section",
        "id", method ? anchor(facts, piece.twin(), piece.method()) : null,
        "class", piece.kernels().size() == 1 ? Palette.cssClass(piece.kernels().iterator().next()) : null,
        "data-kernels", piece.kernels().isEmpty() ? null : String.join(" ", piece.kernels()));
    if (!piece.kernels().isEmpty()) {
      html.open("p");
      piece.kernels().forEach(k -> html.element("span", Palette.words(k), "class", "chip " + Palette.cssClass(k)));
      html.close();
    }
    html.open("pre");
    int number = piece.firstLine();
    for (String line : piece.lines()) {
      line(line, number++);
    }
    html.close().close().newline();
  }

  private void line(String line, int number) {
    Optional<LoopMeaning> loop = LoopMeaning.ofLine(line, facts.layer().kind());
    String content = line + "\n";
    if (loop.isPresent()) {
      Declared declared = facts.declared();
      String words = String.join(" ", loop.get().properties().stream().filter(declared.properties()::containsKey).toList());
      html.element("code", content, "data-number", Integer.toString(number), "class", "loop", "data-words", words, "title", loop.get().words());
    } else {
      boolean comment = line.stripLeading().startsWith("*") || line.stripLeading().startsWith("/");
      html.element(comment ? "i" : "code", content, "data-number", Integer.toString(number));
    }
  }
}
