package org.convc.examples.benchmarks;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.PackedWeights;
import org.convc.runtime.Workspace;

/**
 * This project, with options: which vectors, which Java compiler. The weights are packed once, as a user does who calls a layer more than
 * once; packing is timed apart.
 */
final class ConvcPeer implements Peer {

  private final String name;
  private final int vectorBits;
  private final UnaryOperator<CompileOptions> choice;
  private final String fileOption;

  /**
   * @param vectorBits the width of the vectors that the options lead to
   */
  ConvcPeer(String name, int vectorBits, UnaryOperator<CompileOptions> choice) {
    this(name, vectorBits, choice, "");
  }

  /**
   * @param fileOption what the {@code .conv} file says beside the layer
   */
  private ConvcPeer(String name, int vectorBits, UnaryOperator<CompileOptions> choice, String fileOption) {
    this.name = name;
    this.vectorBits = vectorBits;
    this.choice = choice;
    this.fileOption = fileOption;
  }

  /** With vectors where the program runs with their module, as a user gets it. */
  static ConvcPeer fastest() {
    return new ConvcPeer("convc", Machine.preferredBits(), ConvcPeer::vectors);
  }

  /** As {@link #fastest()}, without algorithms that round otherwise than sums of products do. */
  static ConvcPeer exact() {
    return new ConvcPeer("convc-exact", Machine.preferredBits(), ConvcPeer::vectors, "accuracy exact;\n");
  }

  /** As {@link #fastest()}, with the JDK's own Java compiler. */
  static ConvcPeer javac() {
    return new ConvcPeer(
        "convc-javac", Machine.preferredBits(), options -> options.withJavaCompiler(CompileOptions.JavaCompiler.JAVAC));
  }

  /** With vectors of a width, or on plain arrays with 0. */
  static ConvcPeer ofWidth(String name, int bits) {
    return new ConvcPeer(name, bits, options -> options.withVectorBits(bits));
  }

  private static CompileOptions vectors(CompileOptions options) {
    return Machine.preferredBits() > 0 ? options.withVectors() : options;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String layout() {
    return "nchw";
  }

  @Override
  public Optional<String> missing(int threads) {
    try {
      choice.apply(CompileOptions.defaults());
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public int vectorBits() {
    return vectorBits;
  }

  @Override
  public boolean warmsUp() {
    return true;
  }

  /** Compiled for nobody else, so nothing is warm yet. */
  ConvLayer layer(LayerSpec spec) {
    return compile(spec).layer(ConvText.name(spec));
  }

  private ConvModule compile(LayerSpec spec) {
    return Convc.compile(spec.name(), ConvText.of(spec) + fileOption, choice.apply(CompileOptions.defaults()));
  }

  @Override
  public Call prepare(LayerSpec spec, Pass pass, Operands operands, int threads) {
    // Compiled anew for each pass: what HotSpot has learned from one is no help to the others, nor in their way.
    long begin = System.nanoTime();
    ConvModule module = compile(spec);
    ConvLayer layer = module.layer(ConvText.name(spec));
    double compileMillis = (System.nanoTime() - begin) * 1e-6;

    int batch = spec.batch();
    Workspace workspace = layer.newWorkspace(batch);
    float[] result = new float[spec.resultLength(pass)];
    PackedWeights weights = layer.packWeights(operands.weights());
    Runnable kernel = switch (pass) {
      case FORWARD -> () -> layer.forward(batch, operands.x(), weights, null, result, workspace);
      case BACKWARD_DATA -> () -> layer.backwardData(batch, operands.dy(), weights, result, workspace);
      case BACKWARD_WEIGHTS -> () -> layer.backwardWeights(batch, operands.x(), operands.dy(), result, workspace);
    };
    String strategy = StrategyLine.of(module.source(ConvText.name(spec)), pass);
    Optional<Runnable> packing = pass == Pass.BACKWARD_WEIGHTS
        ? Optional.empty() : Optional.of(() -> layer.repackWeights(operands.weights(), weights));
    return new JavaCall(kernel, result, strategy, 0, compileMillis, packing);
  }
}
