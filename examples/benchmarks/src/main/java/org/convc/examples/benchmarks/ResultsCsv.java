package org.convc.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes and reads rows: comment lines that begin with {@code #}, a line of column names, a line a row. */
final class ResultsCsv {

  private static final String HEADER = "name,pass,peer,layout,strategy,ms,gflops,p10_ms,pack_ms";
  private static final int FIELDS = 9;

  /** Without the last one, as files had it once. */
  private static final int FEWEST = 8;

  private ResultsCsv() {}

  static String text(List<String> comments, List<Result> results) {
    StringBuilder text = new StringBuilder();
    comments.forEach(c -> text.append("# ").append(c).append('\n'));
    text.append(HEADER).append('\n');
    for (Result r : results) {
      text.append(String.join(",", quote(r.layer()), r.pass().word(), quote(r.peer()), quote(r.layout()),
          quote(r.strategy()), String.format(Locale.ROOT, "%.4f,%.2f,%.4f,%.4f", r.ms(), r.gflops(), r.p10(), r.pack())));
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * @throws UsageException if the file cannot be read, or is not one of ours
   */
  static List<Result> read(Path file) {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + e);
    }
  }

  static List<Result> parse(String name, List<String> lines) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#") || line.startsWith("name,pass,peer,")) {
        continue;
      }
      List<String> f = fields(line);
      try {
        if (f.size() != FIELDS && f.size() != FEWEST) {
          throw new IllegalArgumentException("expected " + FIELDS + " fields, got " + f.size());
        }
        Pass pass = Pass.of(f.get(1)).orElseThrow(() -> new IllegalArgumentException("no pass " + f.get(1)));
        results.add(new Result(f.get(0), pass, f.get(2), f.get(3), f.get(4), Double.parseDouble(f.get(5)),
            Double.parseDouble(f.get(6)), Double.parseDouble(f.get(7)),
            f.size() == FIELDS ? Double.parseDouble(f.get(8)) : 0));
      } catch (IllegalArgumentException e) {
        throw new UsageException(name + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
    return results;
  }

  private static String quote(String field) {
    return field.matches("[^,\"\\n]*") ? field : '"' + field.replace("\"", "\"\"").replace('\n', ' ') + '"';
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
