package org.convc.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;

/**
 * Texts made to exhaust the parser, each for any length. As a program, runs all of them at two lengths and prints the times; the test runs
 * it with little memory.
 */
final class HostileInputs {

  static final Map<String, IntFunction<String>> ALL = new LinkedHashMap<>();

  static {
    add("imports", "", "import \"\";", "conv A{}");
    add("broken imports", "", "import ", "");
    add("imports of nothing", "", "import;", "");
    add("late imports", "a;", "import\"\";", "");
    add("long path", "import \"", "a/", "\";conv A{}");
    add("options", "", "a;", "");
    add("properties", "conv A{", "a;", "}");
    add("layers", "", "a b{}", "");
    add("documented layers", "", "/** d */a b{}", "");
    add("constants", "", "const a=1;", "conv A{}");
    add("sizes", "conv A{a ", "1 x ", "1;}");
    add("compact sizes", "conv A{a ", "1x", "1;}");
    add("compact tails", "conv A{a 1 ", "x1", ";}");
    add("pairs", "conv A{a 1", " x 1:1", ";}");
    add("arguments", "conv A{a f(", "1,", "1);}");
    add("calls", "conv A{", "a b()+b();", "}");
    add("package", "package a", ".a", ";conv A{}");
    add("brackets", "conv A{a ", "(", "");
    add("closed brackets", "conv A{", "a ((((1))));", "}");
    add("argument brackets", "conv A{a ", "f(", "");
    add("braces", "", "{", "");
    add("closing braces", "", "}", "");
    add("layers in layers", "", "a b{", "");
    add("blocks in blocks", "", "a{", "");
    add("broken heads", "", "a 1 1{", "");
    add("signs", "const A=", "-", "1;");
    add("sum", "const A=", "1+", "1;");
    add("sums", "", "const a=1+1+1+1+1+1+1+1;", "conv A{}");
    add("mistakes", "", "=;\n", "");
    add("mistakes in properties", "conv A{", "a 1 1;", "}");
    add("one long mistake", "", "=", "");
    add("word", "", "a", " 1;");
    add("number", "const A=", "9", ";");
    add("exponent", "const A=1e", "9", ";");
    add("number without end", "", "1e", "");
    add("points", "", "1.", "");
    add("quotes", "", "'", "");
    add("strings", "", "\"a\"", "");
    add("comment openings", "", "/* ", "");
    add("almost comments", "", "/*/", "");
    add("comments", "", "/**/", "");
    add("doc comment", "/**", "\n * a", "*/conv A{}");
    add("line comments", "", "//\n", "");
    add("letters beyond ASCII", "/*", "\u00E9", "*/conv A{}");
    add("words beyond ASCII", "", "\u00E9 ", "");
    add("surrogates", "", "\uD800", "");
    add("bidirectional controls", "", "\u202E", "");
    add("zeros", "", "\0", "");
    add("spaces", "", " ", "");
    add("tabs before a mistake", "", "\t", "=");
    add("newlines", "", "\n", "");
    add("carriage returns", "", "\r", "a");
    add("ordinary", "", """
        /** A layer. */
        conv Layer {
          input    3 x 224 x 224;   // channels x height x width
          filters  64;
          kernel   7 x 7;
          stride   2;
          pad      1:2 x 0:1;
          bias;
          activation relu;
        }

        """, "");
  }

  private HostileInputs() {}

  private static void add(String name, String before, String unit, String after) {
    ALL.put(name, length -> {
      int room = length - before.length() - after.length();
      return before + unit.repeat(room / unit.length()) + after;
    });
  }

  /** Parses and renders, as a compiler's run would. Returns the number of messages. */
  static int answer(String text) {
    Diagnostics diagnostics = new Diagnostics(new SourceText("hostile.conv", text));
    boolean parsed = ConvParser.parse(diagnostics).isPresent();
    if (!parsed && !diagnostics.hasErrors()) {
      throw new AssertionError("neither a file nor an error");
    }
    return diagnostics.sorted().stream().mapToInt(d -> DiagnosticRenderer.render(d).isEmpty() ? 0 : 1).sum();
  }

  /** The longest text, and the longest that some of the kinds can have without too many tokens. */
  static int[] lengths() {
    return new int[] {TextRules.MAX_LENGTH, 145_000};
  }

  public static void main(String[] arguments) {
    for (int length : lengths()) {
      ALL.forEach((name, text) -> {
        String built = text.apply(length);
        long start = System.nanoTime();
        int messages = answer(built);
        System.out.printf("%8d %-24s %4d ms %4d%n", length, name, (System.nanoTime() - start) / 1_000_000, messages);
      });
    }
  }
}
