package org.convc.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convc.KernelPlan;
import org.convc.LayerPlan;

/**
 * The generated source of a layer, cut into the pieces that a reader looks for.
 *
 * @param pieces in order; together they are the whole text
 */
public record SourceLines(List<Piece> pieces) {

  /** The emitter gives every method of a class of kernels this indentation; SourceLayout keeps it. */
  private static final Pattern METHOD = Pattern.compile("    (?:(?:public|protected|private|static|final) )+\\S+ (\\w+)\\(.*");

  private static final Pattern KERNELS = Pattern.compile("  static final class (\\w+) extends (?:Float|Double)Kernels \\{");

  private static final String END_OF_METHOD = "    }";

  /**
   * Some lines.
   *
   * @param firstLine in the file, from 1
   * @param lines without their ends
   * @param twin the place of the class in the plan's twins; -1 outside of them
   * @param method the method that the lines are; empty for what stands between methods
   * @param kernels which kernels run it, as generated classes name them: {@code backwardData}
   */
  public record Piece(int firstLine, List<String> lines, int twin, String method, Set<String> kernels) {

    public Piece {
      lines = List.copyOf(lines);
    }
  }

  public SourceLines {
    pieces = List.copyOf(pieces);
  }

  static SourceLines of(String source, LayerPlan plan) {
    return new Reader(plan).read(source.lines().toList());
  }

  private static final class Reader {

    private final LayerPlan plan;
    private final List<Piece> pieces = new ArrayList<>();
    private List<String> lines = new ArrayList<>();
    private int first = 1;
    private int twin = -1;
    private String method = "";

    Reader(LayerPlan plan) {
      this.plan = plan;
    }

    SourceLines read(List<String> text) {
      for (String line : text) {
        Matcher begin = METHOD.matcher(line);
        if (KERNELS.matcher(line).matches()) {
          twin++;
        }
        if (method.isEmpty() && twin >= 0 && begin.matches() && !line.endsWith(";")) {
          startMethod(begin.group(1));
        }
        lines.add(line);
        if (!method.isEmpty() && line.equals(END_OF_METHOD)) {
          cut();
          method = "";
        }
      }
      cut();
      return new SourceLines(pieces);
    }

    /** What stands right above a method, its Javadoc and annotations, belongs to it. */
    private void startMethod(String name) {
      int above = lines.size();
      while (above > 0 && !lines.get(above - 1).isBlank() && !lines.get(above - 1).endsWith("{")) {
        above--;
      }
      List<String> head = new ArrayList<>(lines.subList(above, lines.size()));
      lines.subList(above, lines.size()).clear();
      cut();
      lines = head;
      method = name;
    }

    private void cut() {
      if (!lines.isEmpty()) {
        pieces.add(new Piece(first, lines, twin, method, kernels()));
        first += lines.size();
        lines = new ArrayList<>();
      }
    }

    private Set<String> kernels() {
      Set<String> kernels = new TreeSet<>();
      if (!method.isEmpty() && twin >= 0) {
        for (KernelPlan kernel : plan.twins().get(twin).kernels()) {
          if (kernel.methods().stream().anyMatch(m -> m.name().equals(method))) {
            kernels.add(kernel.kernel());
          }
        }
      }
      return kernels;
    }
  }
}
