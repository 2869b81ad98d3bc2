package org.convc.facts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convc.runtime.LayerKind;

/**
 * What a loop of the generated source runs over, told from its variable: names are those of {@link org.convc.lower.RelationLoops} wherever
 * a loop comes from the definition. Copies have loops of their own, which belong to no property.
 *
 * @param words for the reader: {@code filters}
 * @param properties which properties of the layer decide how far it runs
 */
public record LoopMeaning(String words, List<String> properties) {

  private static final Pattern LOOP = Pattern.compile(" *for \\(int (\\w+) = .*");

  /** The variable, and what passes append to it for blocks and their inner parts. */
  private static final Pattern VARIABLE = Pattern.compile("(n|g|oc|ic|[oki][zyx]?)(?:i|b|ib)?");

  public LoopMeaning {
    properties = List.copyOf(properties);
  }

  /** What a line of source loops over, if it opens a loop whose meaning is known. */
  public static Optional<LoopMeaning> ofLine(String line, LayerKind kind) {
    Matcher loop = LOOP.matcher(line);
    Matcher variable = VARIABLE.matcher(loop.matches() ? loop.group(1) : "");
    return variable.matches() ? Optional.of(of(variable.group(1), kind == LayerKind.TRANSPOSED)) : Optional.empty();
  }

  private static LoopMeaning of(String name, boolean transposed) {
    switch (name) {
      case "n":
        return new LoopMeaning("items of the batch", List.of());
      case "g":
        return new LoopMeaning("groups", List.of("groups"));
      case "oc":
        return channels(!transposed);
      case "ic":
        return channels(transposed);
      default:
        return spatial(name.charAt(0), axis(name), transposed);
    }
  }

  private static LoopMeaning channels(boolean ofOutput) {
    return ofOutput
        ? new LoopMeaning("filters, the channels of y", List.of("filters", "groups"))
        : new LoopMeaning("channels of x", List.of("input", "groups"));
  }

  private static LoopMeaning spatial(char tensor, String axis, boolean transposed) {
    if (tensor == 'k') {
      return new LoopMeaning("taps of the kernel" + axis, List.of("kernel", "dilation"));
    }
    boolean ofOutput = (tensor == 'o') != transposed;
    return ofOutput
        ? new LoopMeaning("positions of y" + axis, List.of("input", "stride", "pad", "output", "output_pad"))
        : new LoopMeaning("positions of x" + axis, List.of("input", "stride", "pad"));
  }

  private static String axis(String name) {
    if (name.length() < 2) {
      return "";
    }
    switch (name.charAt(1)) {
      case 'x':
        return ", within a row";
      case 'y':
        return ", row by row";
      default:
        return ", plane by plane";
    }
  }
}
