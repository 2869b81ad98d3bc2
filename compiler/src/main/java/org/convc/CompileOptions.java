package org.convc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.convc.analysis.OptionText;
import org.convc.analysis.OptionValues;
import org.convc.load.VectorModule;
import org.convc.model.VectorWidths;
import org.convc.schedule.Target;
import org.convc.source.ImportRoot;

/**
 * How layers are compiled. Immutable.
 *
 * <p>What a file may say about its layers in options may be said here, too, and counts for more: what is said here, then what a layer says,
 * then what its file says, then the defaults. {@link #with} takes them as files write them.
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

  private static final CompileOptions DEFAULTS = new CompileOptions();

  private JavaCompiler javaCompiler = JavaCompiler.JANINO;
  private Tuning tuning = Tuning.empty();
  private boolean anyMachine;
  private OptionValues overrides = OptionValues.NONE;
  private Optional<Path> sourceRoot = Optional.empty();
  private List<ImportRoot> importPath = List.of();

  private CompileOptions() {}

  /** A copy, to be changed before anybody else sees it. */
  private CompileOptions(CompileOptions other) {
    this.javaCompiler = other.javaCompiler;
    this.tuning = other.tuning;
    this.anyMachine = other.anyMachine;
    this.overrides = other.overrides;
    this.sourceRoot = other.sourceRoot;
    this.importPath = other.importPath;
  }

  public static CompileOptions defaults() {
    return DEFAULTS;
  }

  public JavaCompiler javaCompiler() {
    return javaCompiler;
  }

  public CompileOptions withJavaCompiler(JavaCompiler compiler) {
    CompileOptions copy = new CompileOptions(this);
    copy.javaCompiler = Objects.requireNonNull(compiler, "compiler");
    return copy;
  }

  Tuning tuning() {
    return tuning;
  }

  /**
   * Takes the strategies that were fastest when they were measured, where a file says so; elsewhere, predicted costs decide as ever. Lines
   * that name a strategy which is no more are warnings of the module. Twins for machines that are not known yet take what was measured here, and
   * so differ from what another machine makes of the same file.
   *
   * @param file from {@link Tuning#write}
   * @throws ConvException with all mistakes at once, if the file cannot be read or is damaged
   */
  public CompileOptions withTuning(Path file) {
    return withTuning(Tuning.read(file));
  }

  /** As {@link #withTuning(Path)}, with measurements at hand. */
  public CompileOptions withTuning(Tuning measured) {
    CompileOptions copy = new CompileOptions(this);
    copy.tuning = Objects.requireNonNull(measured, "measured");
    return copy;
  }

  /** The names of the options that {@link #with} takes, in the order of the language reference. */
  public static List<String> optionNames() {
    return OptionText.names();
  }

  OptionValues overrides() {
    return overrides;
  }

  /**
   * Says one of the options of the language, whatever layers and files say: {@code with("accuracy", "50")}, {@code with("layout", "nhwc")}.
   * Said again, the last counts.
   *
   * @param value as a file writes it. Strategies may be written as reports do, {@code channel-lanes}, and several widths of vectors as a
   *     list, {@code 128,256}
   * @throws OptionException if there is no such option, or it has no such value; the message says which there are
   */
  public CompileOptions with(String option, String value) {
    Objects.requireNonNull(option, "option");
    Objects.requireNonNull(value, "value");
    return withOverrides(OptionText.read(option, value).orElseThrow(OptionException::new));
  }

  private CompileOptions withOverrides(OptionValues values) {
    CompileOptions copy = new CompileOptions(this);
    copy.overrides = values.over(overrides);
    return copy;
  }

  /**
   * What all layers may lose, as {@code accuracy 50;} in a file.
   *
   * @param bound in units of 2⁻²⁴ · Σ|x·w|; 0 for kernels that add the products themselves
   * @throws OptionException if it is negative, or too large to mean anything
   */
  public CompileOptions withAccuracy(double bound) {
    return with("accuracy", bound == 0 ? "exact" : Double.toString(bound));
  }

  /**
   * The family of strategies that all kernels are computed by which it suits, as {@code strategy winograd;} in a file.
   *
   * @param family its word; {@code auto} leaves it to measurements and predicted costs
   * @throws OptionException if there is no such family
   */
  public CompileOptions withStrategy(String family) {
    return with("strategy", family);
  }

  /** What a class has kernels for, if its file says this: plain arrays first, then vectors by width. */
  List<Target> targets(VectorWidths widths) {
    if (!anyMachine && widths.automatic()) {
      return List.of(new Target(VectorModule.bestBits()));
    }
    if (!anyMachine && widths.bits().size() < 2) {
      return List.of(new Target(widths.bits().isEmpty() ? 0 : widths.bits().get(0)));
    }
    List<Target> twins = new ArrayList<>(List.of(new Target(0, Target.ANY_RELEASE)));
    widths.bits().forEach(width -> twins.add(new Target(width, Target.ANY_RELEASE)));
    return twins;
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
    return withVectors(List.of(bits), false);
  }

  /**
   * For machines that are not known yet, with vectors whatever a file says: each class carries kernels for plain arrays, and others for
   * vectors of each of these widths. When constructed, a layer takes those of the widest vectors that its machine prefers, or those for
   * plain arrays where the program runs without the module. Sources are made without it; to compile classes with
   * vectors, {@code javac} needs {@code --add-modules jdk.incubator.vector}.
   *
   * @param bits 128, 256, 512, in any order; none for plain arrays alone
   */
  public CompileOptions withTwins(List<Integer> bits) {
    return withVectors(bits, true);
  }

  /**
   * For machines that are not known yet, as {@link #withTwins}, with the widths of vectors that files say: beside plain arrays those of
   * {@code vectors one_of(128, 256);}, and none where a file says {@code auto} or nothing.
   */
  public CompileOptions forAnyMachine() {
    CompileOptions copy = new CompileOptions(this);
    copy.anyMachine = true;
    return copy;
  }

  private CompileOptions withVectors(List<Integer> bits, boolean anywhere) {
    OptionValues none = OptionValues.NONE;
    VectorWidths widths = VectorWidths.of(bits);
    CompileOptions copy = withOverrides(
        new OptionValues(none.layout(), none.type(), none.flipped(), none.accuracy(), none.strategy(), Optional.of(widths)));
    copy.anyMachine = anywhere;
    return copy;
  }

  Optional<Path> sourceRoot() {
    return sourceRoot;
  }

  /**
   * Lets imports reach all files of a folder. Otherwise, a file imports from its own folder and those below.
   *
   * @param folder that the compiled file is in, or in a folder of which it is
   */
  public CompileOptions withSourceRoot(Path folder) {
    CompileOptions copy = new CompileOptions(this);
    copy.sourceRoot = Optional.of(folder);
    return copy;
  }

  List<ImportRoot> importPath() {
    return importPath;
  }

  /** Looks for imported files in these folders or jars, too. Their order does not matter: no path may be in two. */
  public CompileOptions withImportPath(List<ImportRoot> roots) {
    CompileOptions copy = new CompileOptions(this);
    copy.importPath = List.copyOf(roots);
    return copy;
  }
}
