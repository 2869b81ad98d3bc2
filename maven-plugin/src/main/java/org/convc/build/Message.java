package org.convc.build;

import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Severity;

/**
 * What a build has to say about one place of one file, for IDEs and for people.
 *
 * @param line from 1
 * @param column from 1
 * @param text in the form {@code path:line:column: error[CONV110]: ...}, with the absolute path, for only that can be clicked on wherever
 *     Maven was started; several lines
 */
public record Message(SourceFile file, Severity severity, int line, int column, String text) {

  static Message of(SourceFile file, Diagnostic found) {
    String text = DiagnosticRenderer.render(found.renamed(shownName(file)));
    return new Message(file, found.severity(), found.line(), found.column(), text);
  }

  static Message error(SourceFile file, int line, String headline) {
    return new Message(file, Severity.ERROR, line, 1, shownName(file) + ":" + line + ":1: error: " + headline);
  }

  static Message warning(SourceFile file, String headline) {
    return new Message(file, Severity.WARNING, 1, 1, shownName(file) + ":1:1: warning: " + headline);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  static String shownName(SourceFile file) {
    return file.path().toAbsolutePath().normalize().toString();
  }
}
