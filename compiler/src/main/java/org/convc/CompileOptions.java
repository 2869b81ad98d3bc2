package org.convc;

import java.util.Objects;
import org.convc.load.VectorModule;
import org.convc.schedule.Target;

/** How layers are compiled at run time. Immutable. */
public final class CompileOptions {

  /** Which Java compiler turns the generated source into classes. The source is the same. */
  public enum JavaCompiler {
    /** Janino, part of convc: fast, and works on a plain runtime. */
    JANINO,
    /** The JDK's own, where the program runs on a JDK. */
    JAVAC
  }

  private static final CompileOptions DEFAULTS = new CompileOptions(JavaCompiler.JANINO, Target.PLAIN);

  private final JavaCompiler javaCompiler;

  private final Target target;

  private CompileOptions(JavaCompiler javaCompiler, Target target) {
    this.javaCompiler = javaCompiler;
    this.target = target;
  }

  public static CompileOptions defaults() {
    return DEFAULTS;
  }

  public JavaCompiler javaCompiler() {
    return javaCompiler;
  }

  public CompileOptions withJavaCompiler(JavaCompiler compiler) {
    return new CompileOptions(Objects.requireNonNull(compiler, "compiler"), target);
  }

  Target target() {
    return target;
  }

  /**
   * Uses the Vector API, with vectors as wide as this machine prefers. Until HotSpot has compiled its methods, which takes seconds for a
   * large layer, a kernel with vectors is slower than one without.
   *
   * @throws IllegalStateException if the program runs without the module; the message says what to add
   */
  public CompileOptions withVectors() {
    return withVectorBits(VectorModule.preferredBits());
  }

  /**
   * Uses the Vector API, with vectors of a given width. A machine that has no such vectors gives the same results, very slowly. The last
   * bits of sums that round differ from those of plain kernels, which add in another order.
   *
   * @param bits 128, 256 or 512; 0 for plain arrays, which is the default
   * @throws IllegalStateException if the program runs without the module; the message says what to add
   */
  public CompileOptions withVectorBits(int bits) {
    if (bits != 0) {
      VectorModule.require();
    }
    return new CompileOptions(javaCompiler, new Target(bits));
  }
}
