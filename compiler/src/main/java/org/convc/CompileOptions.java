package org.convc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.convc.load.VectorModule;
import org.convc.schedule.Target;

/**
 * How layers are compiled. Immutable.
 *
 * <p>By default, kernels use vectors as wide as this machine prefers where the program runs with the module {@code
 * jdk.incubator.vector}, and plain arrays elsewhere. The first time that the module is missed, a line to the logger
 * {@code org.convc} says what to add. Kernels with vectors are many times faster, once HotSpot has compiled their
 * methods: that takes seconds for a large layer, and until then they are slower than those on plain arrays. The last
 * bits of sums that round differ between widths, as they add in another order.
 */
public final class CompileOptions {

  /** Which Java compiler turns the generated source into classes. The source is the same. */
  public enum JavaCompiler {
    /** Janino, part of convc: fast, and works on a plain runtime. */
    JANINO,
    /** The JDK's own, where the program runs on a JDK. */
    JAVAC
  }

  private static final CompileOptions DEFAULTS = new CompileOptions(JavaCompiler.JANINO, List.of(), Tuning.empty());

  private final JavaCompiler javaCompiler;

  /** Empty where this machine decides. */
  private final List<Target> targets;

  private final Tuning tuning;

  private CompileOptions(JavaCompiler javaCompiler, List<Target> targets, Tuning tuning) {
    this.javaCompiler = javaCompiler;
    this.targets = targets;
    this.tuning = tuning;
  }

  public static CompileOptions defaults() {
    return DEFAULTS;
  }

  public JavaCompiler javaCompiler() {
    return javaCompiler;
  }

  public CompileOptions withJavaCompiler(JavaCompiler compiler) {
    return new CompileOptions(Objects.requireNonNull(compiler, "compiler"), targets, tuning);
  }

  Tuning tuning() {
    return tuning;
  }

  /**
   * Takes the strategies that were fastest when they were measured, where a file says so; elsewhere, predicted costs decide as ever. Lines
   * that name a strategy which is no more are warnings of the module. Twins for machines that are not known yet take no part.
   *
   * @param file from {@link Tuning#write}
   * @throws ConvException with all mistakes at once, if the file cannot be read or is damaged
   */
  public CompileOptions withTuning(Path file) {
    return withTuning(Tuning.read(file));
  }

  /** As {@link #withTuning(Path)}, with measurements at hand. */
  public CompileOptions withTuning(Tuning measured) {
    return new CompileOptions(javaCompiler, targets, Objects.requireNonNull(measured, "measured"));
  }

  /** What each class has kernels for: plain arrays first, then vectors by width. */
  List<Target> targets() {
    return targets.isEmpty() ? List.of(new Target(VectorModule.bestBits())) : targets;
  }

  /**
   * Insists on vectors, as wide as this machine prefers.
   *
   * @throws IllegalStateException if the program runs without the module; the message says what to add
   */
  public CompileOptions withVectors() {
    return withVectorBits(VectorModule.preferredBits());
  }

  /** Plain arrays, whatever this machine has. */
  public CompileOptions withoutVectors() {
    return withVectorBits(0);
  }

  /**
   * Uses vectors of a given width. A machine that has no such vectors gives the same results, very slowly.
   *
   * @param bits 128, 256 or 512; 0 for plain arrays
   * @throws IllegalStateException if the program runs without the module; the message says what to add
   */
  public CompileOptions withVectorBits(int bits) {
    if (bits != 0) {
      VectorModule.require();
    }
    return new CompileOptions(javaCompiler, List.of(new Target(bits)), tuning);
  }

  /**
   * For machines that are not known yet: each class carries kernels for plain arrays, and others for vectors of each of
   * these widths. When constructed, a layer takes those of the widest vectors that its machine prefers, or those for
   * plain arrays where the program runs without the module. Sources are made without it; to compile classes with
   * vectors, {@code javac} needs {@code --add-modules jdk.incubator.vector}.
   *
   * @param bits 128, 256, 512, in any order; none for plain arrays alone
   */
  public CompileOptions withTwins(List<Integer> bits) {
    TreeSet<Integer> widths = new TreeSet<>(bits);
    widths.add(0);
    List<Target> twins = new ArrayList<>();
    widths.forEach(width -> twins.add(new Target(width, Target.ANY_RELEASE)));
    return new CompileOptions(javaCompiler, List.copyOf(twins), tuning);
  }
}
