package org.convc.build;

import java.util.List;
import java.util.Locale;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Severity;

/**
 * What a build has to say about one place of one file, for IDEs and for people.
 *
 * @param line from 1
 * @param column from 1
 * @param headline what is wrong, in one line without the place, as IDEs list it
 * @param text in the form {@code path:line:column: error[CONV110]: ...}, with the absolute path, for only that can be clicked on wherever
 *     Maven was started; several lines
 */
public record Message(SourceFile file, Severity severity, int line, int column, String headline, String text) {

  static Message of(SourceFile file, Diagnostic found) {
    String text = DiagnosticRenderer.render(found.renamed(shownName(file)));
    return new Message(file, found.severity(), found.line(), found.column(), found.message(), text);
  }

  static Message error(SourceFile file, int line, String headline) {
    return new Message(file, Severity.ERROR, line, 1, headline, shownName(file) + ":" + line + ":1: error: " + headline);
  }

  static Message warning(SourceFile file, String headline) {
    return new Message(file, Severity.WARNING, 1, 1, headline, shownName(file) + ":1:1: warning: " + headline);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** For example {@code 3 errors in 2 .conv files}. */
  public static String count(List<Message> messages, Severity severity) {
    List<Message> counted = messages.stream().filter(message -> message.severity == severity).toList();
    long files = counted.stream().map(Message::file).distinct().count();
    String what = severity.toString().toLowerCase(Locale.ROOT) + (counted.size() == 1 ? "" : "s");
    return counted.size() + " " + what + " in " + files + " .conv " + (files == 1 ? "file" : "files");
  }

  static String shownName(SourceFile file) {
    return file.path().toAbsolutePath().normalize().toString();
  }
}
