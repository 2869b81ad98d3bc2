package org.convc.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Where empty lines stand: as in the text, but none at the ends of a file or a block, and always one around a layer and the comments
 * directly before it.
 */
final class Gaps {

  private Gaps() {}

  static List<Line> arrange(List<Line> lines) {
    List<Line> arranged = new ArrayList<>(lines);
    for (int i = 0; i < arranged.size(); i++) {
      Line line = arranged.get(i);
      if (line.kind() == Line.Kind.OPENING && line.depth() == 0) {
        int first = firstComment(arranged, i);
        arranged.set(first, arranged.get(first).withGap(true));
      }
      if (i > 0 && arranged.get(i - 1).kind() == Line.Kind.CLOSING && line.depth() == 0) {
        arranged.set(i, arranged.get(i).withGap(true));
      }
    }
    for (int i = 0; i < arranged.size(); i++) {
      boolean atAnEnd = i == 0
          || arranged.get(i - 1).kind() == Line.Kind.OPENING
          || arranged.get(i).kind() == Line.Kind.CLOSING;
      if (atAnEnd) {
        arranged.set(i, arranged.get(i).withGap(false));
      }
    }
    return arranged;
  }

  /** The first of the comments that stand directly before a line; the line itself where there are none. */
  private static int firstComment(List<Line> lines, int index) {
    int first = index;
    while (first > 0 && !lines.get(first).gap() && lines.get(first - 1).kind() == Line.Kind.COMMENT) {
      first--;
    }
    return first;
  }
}
