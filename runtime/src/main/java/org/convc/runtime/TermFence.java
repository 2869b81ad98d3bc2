package org.convc.runtime;

import java.lang.invoke.VarHandle;
import java.util.Set;

/**
 * Stands between two terms of the sums in a turn of a kernel's innermost loop. Without it C2 loads the values of the second term before the
 * first is done with its registers, of which there are sixteen, and keeps sums on the stack.
 *
 * <p>What serves depends on the compiler (measured on x86-64, see KERNELS.md of the compiler): for C2 of JDK 17 a branch that is never
 * taken, which makes two blocks of instructions, and costs one of them; for that of JDK 25 a fence of loads, which is none at all. The
 * releases in between are taken to be like the nearer one. Other processors have more registers, and fences that cost time: there, nothing
 * stands between.
 */
public final class TermFence {

  /** The first release that is taken to be like JDK 25. */
  private static final int NEWER = 21;

  private static final boolean FEW_REGISTERS = Set.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  private static final boolean BRANCH = FEW_REGISTERS && Runtime.version().feature() < NEWER;
  private static final boolean FENCE = FEW_REGISTERS && !BRANCH;

  private TermFence() {}

  /**
   * False.
   *
   * @param array from which an element has just been read
   * @param index of that element
   */
  public static boolean ends(float[] array, int index) {
    if (BRANCH) {
      return index == array.length;
    }
    if (FENCE) {
      VarHandle.loadLoadFence();
    }
    return false;
  }

  /** The same for {@code double}. */
  public static boolean ends(double[] array, int index) {
    if (BRANCH) {
      return index == array.length;
    }
    if (FENCE) {
      VarHandle.loadLoadFence();
    }
    return false;
  }
}
