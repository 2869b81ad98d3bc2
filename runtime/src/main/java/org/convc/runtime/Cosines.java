package org.convc.runtime;

/**
 * Tables of cosines of the parts of a turn, which the Fourier transforms of generated kernels multiply by. They are the same on every
 * machine: computed in {@code double} by {@link StrictMath} from an eighth of a turn, which is exactly symmetric to the others, and rounded
 * once.
 */
public final class Cosines {

  private Cosines() {}

  /** Entries of a table: a turn and a quarter, so that it holds the sines too: sin(a) = cos(5/4 turn - a). */
  public static int length(int turn) {
    return Math.addExact(Math.addExact(turn, turn / 4), 1);
  }

  /**
   * {@code cos(2 pi part / turn)} for {@code part} from 0 to a turn and a quarter, rounded to float.
   *
   * @param turn a positive multiple of 4
   */
  public static float[] floats(int turn) {
    float[] table = new float[length(turn)];
    for (int part = 0; part < table.length; part++) {
      table[part] = (float) of(part, turn);
    }
    return table;
  }

  /** The same as double. */
  public static double[] doubles(int turn) {
    double[] table = new double[length(turn)];
    for (int part = 0; part < table.length; part++) {
      table[part] = of(part, turn);
    }
    return table;
  }

  /**
   * {@code cos(2 pi part / turn)}, within one unit in the last place.
   *
   * @param part not negative
   * @param turn a positive multiple of 4
   */
  public static double of(long part, int turn) {
    if (turn < 4 || turn % 4 != 0 || part < 0) {
      throw new IllegalArgumentException("part " + part + " of a turn of " + turn);
    }
    long quarter = turn / 4;
    long within = part % quarter;
    boolean pastHalf = 2 * within > quarter;
    double angle = 2 * Math.PI * (pastHalf ? quarter - within : within) / turn;
    // At an eighth of a turn both are the root of one half, which sine and cosine round to different sides.
    double greater = 2 * within == quarter ? Math.sqrt(0.5) : StrictMath.cos(angle);
    double lesser = 2 * within == quarter ? Math.sqrt(0.5) : StrictMath.sin(angle);
    double cosine = pastHalf ? lesser : greater;
    double sine = pastHalf ? greater : lesser;
    switch ((int) (part / quarter % 4)) {
      case 0:
        return cosine;
      case 1:
        return -sine;
      case 2:
        return -cosine;
      default:
        return sine;
    }
  }
}
