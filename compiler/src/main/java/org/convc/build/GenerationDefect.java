package org.convc.build;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convc.build.SourceTree.SourceFile;
import org.convc.ir.CompilerDefect;

/** convc failed on a file for a reason that is not in the file. */
public final class GenerationDefect extends RuntimeException {

  private final transient SourceFile file;

  GenerationDefect(SourceFile file, Throwable cause) {
    super(cause instanceof CompilerDefect ? cause.getMessage() : "defect in convc: " + cause, cause);
    this.file = file;
  }

  /** The file that convc was compiling. */
  public SourceFile file() {
    return file;
  }

  /** Writes what a report should contain: what failed and where in convc, the text in hand, and the {@code .conv} file. */
  public void writeReport(Path report) throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(getMessage());
    out.println("while compiling " + file.name());
    out.println();
    out.println("=== where in convc");
    getCause().printStackTrace(out);
    if (getCause() instanceof CompilerDefect defect) {
      out.println("=== text in hand");
      out.println(defect.artifact());
    }
    out.println("=== " + file.name());
    out.println(Files.readString(file.path()));
    Files.createDirectories(report.getParent());
    Files.writeString(report, text.toString());
  }
}
