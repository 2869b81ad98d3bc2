package org.convc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A row of the reference shapes as the layer that it describes. */
public record ShapeRow(Map<String, String> row) {

  private static final List<String> AXES = List.of("d", "h", "w");

  /** All rows of both files. */
  public static List<ShapeRow> all() {
    List<ShapeRow> rows = new ArrayList<>();
    for (String file : List.of("shapes/small.csv.gz", "shapes/networks.csv.gz")) {
      Csv.rows(ReferenceData.lines(file)).forEach(row -> rows.add(new ShapeRow(row)));
    }
    return rows;
  }

  /** The row as {@code .conv} text. */
  public String text() {
    List<String> pads = new ArrayList<>();
    List<String> outputPads = new ArrayList<>();
    for (String axis : axes()) {
      int before = number("p" + axis + "_l");
      int after = number("p" + axis + "_r");
      // A negative number after the last element is what floor division drops, or an output_pad, as far as those go.
      int stride = number("s" + axis);
      int dropped = transposed() ? Math.max(stride, number("dil_" + axis)) : stride;
      boolean implied = after < 0 && -after < dropped;
      pads.add(before + ":" + (implied ? 0 : after));
      outputPads.add(Integer.toString(implied ? -after : 0));
    }
    return (transposed() ? "transposed" : "conv")
        + " Corpus { input " + row.get("ic") + " x " + join(sizes("i")) + "; filters " + row.get("oc")
        + "; kernel " + join(sizes("k")) + "; stride " + join(sizes("s"))
        + "; dilation " + join(sizes("dil_")) + "; groups " + row.get("groups") + "; pad " + join(pads) + "; accuracy exact;"
        + (transposed() ? " output_pad " + join(outputPads) + ";" : "") + " }";
  }

  public boolean transposed() {
    return row.get("op").equals("deconv");
  }

  public List<Integer> output() {
    return sizes("o");
  }

  public int batch() {
    return number("mb");
  }

  /** Multiply-adds of the whole batch. */
  public long multiplyAdds() {
    return Long.parseLong(row.get("macs"));
  }

  /** Elements of the weights. */
  public long weights() {
    return Long.parseLong(row.get("weights"));
  }

  @Override
  public String toString() {
    return row.get("descriptor");
  }

  private List<Integer> sizes(String prefix) {
    return axes().stream().map(axis -> number(prefix + axis)).toList();
  }

  private List<String> axes() {
    return AXES.subList(AXES.size() - number("spatial_dims"), AXES.size());
  }

  private int number(String column) {
    return Integer.parseInt(row.get(column));
  }

  private static String join(List<?> sizes) {
    return sizes.stream().map(Object::toString).collect(Collectors.joining(" x "));
  }
}
