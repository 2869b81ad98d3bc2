package org.convc.examples.benchmarks;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;

/** This project, with options: which vectors, which Java compiler. */
final class ConvcPeer implements Peer {

  private final String name;
  private final UnaryOperator<CompileOptions> choice;

  ConvcPeer(String name, UnaryOperator<CompileOptions> choice) {
    this.name = name;
    this.choice = choice;
  }

  /** With vectors where the program runs with their module, as a user gets it. */
  static ConvcPeer fastest() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return new ConvcPeer("convc", options -> vectors ? options.withVectors() : options);
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
  public boolean warmsUp() {
    return true;
  }

  @Override
  public Call prepare(LayerSpec spec, Pass pass, Operands operands, int threads) {
    // Compiled anew for each pass: what HotSpot has learned from one is no help to the others, nor in their way.
    long begin = System.nanoTime();
    ConvModule module = Convc.compile(spec.name(), ConvText.of(spec), choice.apply(CompileOptions.defaults()));
    ConvLayer layer = module.layer(ConvText.name(spec));
    double compileMillis = (System.nanoTime() - begin) * 1e-6;

    int batch = spec.batch();
    Workspace workspace = layer.newWorkspace(batch);
    float[] result = new float[spec.resultLength(pass)];
    float[] weights = operands.weights();
    Runnable kernel = switch (pass) {
      case FORWARD -> () -> layer.forward(batch, operands.x(), weights, null, result, workspace);
      case BACKWARD_DATA -> () -> layer.backwardData(batch, operands.dy(), weights, result, workspace);
      case BACKWARD_WEIGHTS -> () -> layer.backwardWeights(batch, operands.x(), operands.dy(), result, workspace);
    };
    String strategy = StrategyLine.of(module.source(ConvText.name(spec)), pass);
    return new JavaCall(kernel, result, strategy, 0, compileMillis);
  }
}
