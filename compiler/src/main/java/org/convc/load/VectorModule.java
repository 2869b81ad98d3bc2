package org.convc.load;

/** The module {@code jdk.incubator.vector}, without which everything works on plain arrays. Nothing here is linked against it. */
public final class VectorModule {

  static final String NAME = "jdk.incubator.vector";

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
          "vectors need the module " + NAME + ": start Java with --add-modules " + NAME + ", or compile for plain arrays");
    }
  }

  /**
   * The width of the vectors that this machine prefers, in bits: 128, 256 or 512.
   *
   * @throws IllegalStateException if the program runs without the module
   */
  public static int preferredBits() {
    require();
    try {
      Class<?> shape = Class.forName(NAME + ".VectorShape");
      Object preferred = shape.getMethod("preferredShape").invoke(null);
      int bits = (int) shape.getMethod("vectorBitSize").invoke(preferred);
      return Math.max(128, Math.min(512, bits));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of " + NAME + " is not known", e);
    }
  }
}
