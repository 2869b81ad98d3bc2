package org.convc.explain.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML. Texts and attributes are escaped, so that no text can become markup; characters that would not show, or would change how
 * others show, are spelled out.
 */
final class Markup {

  private static final Set<String> EMPTY = Set.of("meta", "input", "br", "rect", "line", "circle", "path");

  private final StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element; those that HTML knows to be empty are closed at once.
   *
   * @param attributes names and values in turn; a value of null leaves its attribute out
   */
  Markup open(String tag, String... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        html.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        html.append('"');
      }
    }
    if (EMPTY.contains(tag)) {
      html.append("/>");
    } else {
      html.append('>');
      open.push(tag);
    }
    return this;
  }

  Markup close() {
    html.append("</").append(open.pop()).append('>');
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** An element with nothing but text. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Markup newline() {
    html.append('\n');
    return this;
  }

  /** The content of a style or script element: what convc itself has written. */
  Markup verbatim(String content) {
    html.append(content);
    return this;
  }

  private void escape(String text) {
    text.codePoints().forEach(
        c -> {
          switch (c) {
            case '&':
              html.append("&amp;");
              break;
            case '<':
              html.append("&lt;");
              break;
            case '>':
              html.append("&gt;");
              break;
            case '"':
              html.append("&quot;");
              break;
            case '\'':
              html.append("&#39;");
              break;
            default:
              character(c);
              break;
          }
        });
  }

  private void character(int c) {
    int type = Character.getType(c);
    boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    if (hidden && c != '\n' && c != '\t') {
      html.append("\\u").append(String.format("%04x", c));
    } else {
      html.appendCodePoint(c);
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return html.append('\n').toString();
  }
}
