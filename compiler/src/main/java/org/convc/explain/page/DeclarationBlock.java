package org.convc.explain.page;

import java.util.Map;
import org.convc.facts.Declared;
import org.convc.facts.LayerFacts;

/** A layer as it is written in the file; its properties are linked with the loops of the source. */
final class DeclarationBlock {

  private DeclarationBlock() {}

  static void write(Markup html, LayerFacts facts, String label) {
    html.open("pre", "class", "conv", "tabindex", "0", "aria-label", label);
    Declared declared = facts.declared();
    for (int i = 0; i < declared.lines().size(); i++) {
      int number = declared.firstLine() + i;
      String words = String.join(" ", declared.properties().entrySet().stream()
          .filter(e -> e.getValue() == number).map(Map.Entry::getKey).toList());
      html.open("code", "data-number", Integer.toString(number), "data-words", words.isEmpty() ? null : words)
          .text(declared.lines().get(i)).close();
    }
    html.close();
  }
}
