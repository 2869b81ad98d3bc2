package org.convc.build;

import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param text in the form {@code path:line:column: error[CONV110]: ...}, with the path of {@code file}; several lines
 */
public record Message(SourceFile file, Severity severity, int line, int column, String headline, String text) {

  /**
   * A message about a file, or about another that it imports.
   *
   * @param compiled the file that was compiled
   */
  public static Message of(SourceFile compiled, Diagnostic found) {
    Diagnostic renamed = found.renamed(name -> shownName(file(compiled, name)));
    SourceFile file = file(compiled, found.source().name());
    return new Message(file, found.severity(), found.line(), found.column(), found.message(), DiagnosticRenderer.render(renamed));
  }

  /** The file that a text was read from. Files beside a compiled one have names like its own; those elsewhere are named by their paths. */
  private static SourceFile file(SourceFile compiled, String name) {
    if (name.equals(compiled.name())) {
      return compiled;
    }
    Path top = compiled.path();
    for (int folders = compiled.name().split("/").length; folders > 0 && top != null; folders--) {
      top = top.getParent();
    }
    Path beside = (top == null ? Path.of("") : top).resolve(name);
    return new SourceFile(Files.exists(beside) ? beside : Path.of(name), name);
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
    return file.path().toString();
  }
}
