package org.convc.analysis;

import java.util.List;

/** How messages and generated code call the spatial axes. */
final class SpatialAxes {

  /** The largest number of spatial axes. */
  static final int MAX_RANK = 3;

  private SpatialAxes() {}

  /** What one position of an axis is called: a row, a column. */
  static String position(String axis) {
    return switch (axis) {
      case "height" -> "row";
      case "width" -> "column";
      case "depth" -> "plane";
      default -> "position";
    };
  }

  /** Outermost first. */
  static List<String> names(int rank) {
    return switch (rank) {
      case 1 -> List.of("length");
      case 2 -> List.of("height", "width");
      case 3 -> List.of("depth", "height", "width");
      default -> throw new IllegalArgumentException("rank " + rank);
    };
  }
}
