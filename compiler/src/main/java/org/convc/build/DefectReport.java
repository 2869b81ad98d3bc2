package org.convc.build;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.convc.ir.CompilerDefect;

/** What a report on a defect of convc should contain: what failed and where in convc, the text in hand, and the files of the user. */
public final class DefectReport {

  private DefectReport() {}

  /**
   * Writes a report.
   *
   * @param circumstance what convc was doing, such as {@code while compiling a.conv}
   * @param files those that it was working on; those that cannot be read are named alone
   */
  public static void write(Path report, Throwable defect, String circumstance, List<Path> files) throws IOException {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(message(defect));
    out.println(circumstance);
    out.println();
    out.println("=== where in convc");
    defect.printStackTrace(out);
    if (defect instanceof CompilerDefect known) {
      out.println("=== text in hand");
      out.println(known.artifact());
    }
    for (Path file : files) {
      out.println("=== " + file);
      out.println(readable(file));
    }
    AtomicFiles.write(report, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** One line for the user. */
  public static String message(Throwable defect) {
    return defect instanceof CompilerDefect ? defect.getMessage() : "defect in convc: " + defect;
  }

  private static String readable(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "(" + e + ")";
    }
  }
}
