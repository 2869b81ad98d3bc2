package org.convc.report;

import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;

/**
 * A span by lines and columns, both from 1. Columns count UTF-16 units, as Java, JavaScript and SARIF's {@code utf16CodeUnits} do.
 *
 * @param start offset of the first character, from 0, in UTF-16 units
 * @param end offset after the last character
 * @param endColumn column after the last character
 */
record Region(int start, int end, int startLine, int startColumn, int endLine, int endColumn) {

  static Region of(SourceText source, Span span) {
    int end = Math.min(span.end(), source.text().length());
    int start = Math.min(span.start(), end);
    return new Region(start, end, source.line(start), source.column(start), source.line(end), source.column(end));
  }
}
