package org.convc.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The quick command: {@code convc bench}. */
public final class Main {

  private Main() {}

  public static void main(String[] words) {
    int status = run(System.out, System.err, Arrays.asList(words));
    System.out.flush();
    System.exit(status);
  }

  /** The exit status: 0, or 2 where the user has to change something. */
  static int run(PrintStream out, PrintStream err, List<String> words) {
    try {
      if (!words.isEmpty() && words.get(0).equals("chart")) {
        chart(words);
        return 0;
      }
      if (!words.isEmpty() && words.get(0).equals("table")) {
        table(out, words);
        return 0;
      }
      Options options = Options.parse(words);
      if (options.help()) {
        out.print(Options.USAGE);
      } else if (options.warmUpReport()) {
        new WarmUpRun(options, out).run();
      } else {
        new QuickRun(options, out).run();
      }
      return 0;
    } catch (UsageException e) {
      err.println("convc bench: " + e.getMessage());
      return 2;
    }
  }

  private static void chart(List<String> words) {
    if (words.size() != 3) {
      throw new UsageException("chart needs two files: RESULTS.csv CHART.svg");
    }
    write(Path.of(words.get(2)), Chart.svg(ResultsCsv.read(Path.of(words.get(1)))));
  }

  private static void table(PrintStream out, List<String> words) {
    if (words.size() != 2) {
      throw new UsageException("table needs a file: RESULTS.csv");
    }
    out.print(Table.markdown(ResultsCsv.read(Path.of(words.get(1)))));
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UsageException("cannot write " + file + ": " + e);
    }
  }
}
