package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.diagnostic.Diagnostics;
import org.convc.testing.Conv;
import org.convc.testing.Csv;
import org.convc.testing.ReferenceData;
import org.junit.jupiter.api.Test;

/**
 * Inputs that a convolution of PyTorch refuses. What a {@code .conv} file can say is an error with a place; the rest are arguments of a
 * call, which are checked there, or mean something here.
 */
class RefusedInputsTest {

  private static final Pattern OPTION = Pattern.compile("'(\\w+)': (?:'(\\w+)'|\\(?(-?\\d+))");

  @Test
  void whatAFileCanSayIsAPositionedError() {
    List<Map<String, String>> rows = Csv.rows(ReferenceData.lines("errors/conv_error_inputs.csv"));
    List<String> arguments = new ArrayList<>();
    List<String> legal = new ArrayList<>();
    int refused = 0;
    for (Map<String, String> row : rows) {
      Optional<String> argument = argumentCheck(row);
      if (argument.isPresent()) {
        arguments.add(argument.get() + ": " + row);
        continue;
      }
      Diagnostics diagnostics = Conv.diagnose(text(row));
      if (!diagnostics.hasErrors()) {
        legal.add(meaning(row) + ": " + row);
        continue;
      }
      assertFalse(diagnostics.sorted().isEmpty(), row::toString);
      assertTrue(diagnostics.sorted().get(0).span().end() > diagnostics.sorted().get(0).span().start());
      refused++;
    }
    System.out.printf(
        "%d inputs to refuse: %d positioned errors%n  %d argument checks%n    %s%n  %d legal in convc%n    %s%n",
        rows.size(),
        refused,
        arguments.size(),
        String.join("\n    ", arguments),
        legal.size(),
        String.join("\n    ", legal));
    assertEquals(30, rows.size());
    assertEquals(19, refused);
    assertEquals(8, arguments.size());
    assertEquals(3, legal.size());
  }

  /** Why a row is about the arguments of a call rather than about a layer. */
  private static Optional<String> argumentCheck(Map<String, String> row) {
    if (row.get("input").contains(":") || row.get("bias").contains(":")) {
      return Optional.of("arrays of another element type, which Java's types refuse");
    }
    int taps = dimensions(row.get("weight")).size() - 2;
    if (taps == 0 || taps == 1 && rank(row) > 1) {
      return Optional.of("weights of another rank: a layer computes their shape, and one number is for all axes");
    }
    return Optional.empty();
  }

  private static String meaning(Map<String, String> row) {
    return row.get("kwargs").contains("same")
        ? "same has ceil(input / stride) outputs"
        : "negative padding crops, and input is left";
  }

  private static String text(Map<String, String> row) {
    List<String> weight = dimensions(row.get("weight"));
    List<String> input = dimensions(row.get("input"));
    boolean batched = input.size() == rank(row) + 2;
    Map<String, String> options = options(row.get("kwargs"));
    return "conv L { input " + String.join(" x ", batched ? input.subList(1, input.size()) : input)
        + "; filters " + weight.get(0)
        + "; kernel " + String.join(" x ", weight.subList(2, weight.size()))
        + "; bias;"
        + options.entrySet().stream().map(o -> o.getKey() + " " + o.getValue() + ";").collect(Collectors.joining())
        + "}";
  }

  private static Map<String, String> options(String kwargs) {
    Map<String, String> words = Map.of("padding", "pad");
    Map<String, String> options = new HashMap<>();
    Matcher matcher = OPTION.matcher(kwargs);
    while (matcher.find()) {
      String word = words.getOrDefault(matcher.group(1), matcher.group(1));
      options.put(word, matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    return options;
  }

  private static int rank(Map<String, String> row) {
    return Integer.parseInt(row.get("source").replaceAll("\\D", ""));
  }

  private static List<String> dimensions(String shape) {
    return Arrays.asList(shape.substring(shape.indexOf(':') + 1).split("x"));
  }
}
