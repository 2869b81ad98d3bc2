package org.convc.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.convc.build.SourceTree.SourceFile;

/** convc failed on a file for a reason that is not in the file. */
public final class GenerationDefect extends RuntimeException {

  private final transient SourceFile file;

  public GenerationDefect(SourceFile file, Throwable cause) {
    super(DefectReport.message(cause), cause);
    this.file = file;
  }

  /** The file that convc was compiling. */
  public SourceFile file() {
    return file;
  }

  /** Writes what a report should contain: what failed and where in convc, the text in hand, and the {@code .conv} file. */
  public void writeReport(Path report) throws IOException {
    DefectReport.write(report, getCause(), "while compiling " + file.name(), List.of(file.path()));
  }
}
