package org.convc.explain.page;

/** A table whose columns sort where scripts run. */
final class Table {

  private final Markup html;
  private boolean inRow;

  Table(Markup html, String caption) {
    this.html = html;
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table", "class", "sortable").element("caption", caption);
  }

  /** The names of the columns; those that end with {@code #} hold numbers. */
  void head(String... names) {
    html.open("thead").open("tr");
    for (String name : names) {
      boolean number = name.endsWith("#");
      html.element("th", number ? name.substring(0, name.length() - 1) : name, "scope", "col", "class", number ? "number" : null);
    }
    html.close().close().open("tbody");
  }

  void row(String... attributes) {
    if (inRow) {
      html.close();
    }
    inRow = true;
    html.newline().open("tr", attributes);
  }

  void text(String text) {
    html.element("td", text);
  }

  /** A number as people read it, and as it is sorted. */
  void number(double value, String text) {
    html.element("td", text, "class", "number", "data-value", Double.toString(value));
  }

  void close() {
    if (inRow) {
      html.close();
    }
    html.close().close().close();
  }
}
