package org.convc.load;

import java.util.concurrent.atomic.AtomicBoolean;

/** The module {@code jdk.incubator.vector}, without which everything works on plain arrays. Nothing here is linked against it. */
public final class VectorModule {

  static final String NAME = "jdk.incubator.vector";

  private static final int NARROWEST = 128;

  private static final int WIDEST = 512;

  /** Whether the program has been told that it runs without the module. */
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private VectorModule() {}

  /** Whether the program runs with the module. */
  public static boolean isPresent() {
    return ModuleLayer.boot().findModule(NAME).isPresent();
  }

  /**
   * Insists on the module.
   *
   * @throws IllegalStateException if the program runs without it
   */
  public static void require() {
    if (!isPresent()) {
      throw new IllegalStateException(
          "vectors need the module " + NAME + ": start Java with --add-modules " + NAME
              + ", or compile for plain arrays");
    }
  }

  /**
   * The width of the vectors that are fastest on this machine, in bits: 128, 256 or 512; 0 for plain arrays, where Java
   * has no vectors for it or the program runs without the module. The first time that it does, a line to the log says
   * so.
   */
  public static int bestBits() {
    if (isPresent()) {
      int preferred = preferred();
      return preferred < NARROWEST ? 0 : supported(preferred);
    }
    if (TOLD.compareAndSet(false, true)) {
      System.getLogger("org.convc")
          .log(
              System.Logger.Level.INFO,
              "kernels work on plain arrays; start Java with --add-modules " + NAME
                  + " for vectors, which are many times faster");
    }
    return 0;
  }

  /**
   * The width of the vectors that this machine prefers, in bits: 128, 256 or 512.
   *
   * @throws IllegalStateException if the program runs without the module
   */
  public static int preferredBits() {
    require();
    return supported(Math.max(NARROWEST, preferred()));
  }

  private static int preferred() {
    try {
      Class<?> shape = Class.forName(NAME + ".VectorShape");
      Object preferred = shape.getMethod("preferredShape").invoke(null);
      return (int) shape.getMethod("vectorBitSize").invoke(preferred);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of " + NAME + " is not known", e);
    }
  }

  /** The widest of the widths that kernels are made for. */
  private static int supported(int preferred) {
    return Math.min(WIDEST, Integer.highestOneBit(preferred));
  }
}
