package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.convc.ir.Kernel;
import org.convc.ir.Verifier;
import org.convc.load.LayerLoader;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.KernelData;
import org.convc.testing.ReferenceLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files of generated source. Written anew with {@code -Dconvc.rewrite=true}. */
class GoldenTest {

  private static final Path GOLDENS = Path.of("src/test/resources/emit");
  private static final int BATCH = 3;

  record Golden(Layer layer, Map<KernelKind, Kernel> kernels, Map<KernelKind, String> strategies) {
    String source() {
      return JavaEmitter.emit(layer, List.of(new Twin(0, kernels, strategies)));
    }

    @Override
    public String toString() {
      return layer.name();
    }
  }

  static Stream<Golden> goldens() {
    Layer dense = Layers.dense();
    Map<KernelKind, Kernel> scheduled = new EnumMap<>(Emission.definitions(dense));
    scheduled.put(KernelKind.FORWARD, ScheduledForward.of(dense));
    Map<KernelKind, String> strategies = new TreeMap<>();
    strategies.put(KernelKind.FORWARD, "direct: padded copy, tiles of 2 filters x 4 columns");
    strategies.put(KernelKind.BACKWARD_DATA, "as defined");
    return Stream.of(
        new Golden(Layers.strided(), Emission.definitions(Layers.strided()), Map.of()),
        new Golden(Layers.transposed(), Emission.definitions(Layers.transposed()), Map.of()),
        new Golden(dense, scheduled, strategies));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void text(Golden golden) throws IOException {
    Path file = GOLDENS.resolve(golden.layer().name() + ".java");
    String source = golden.source();
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.createDirectories(GOLDENS);
      Files.writeString(file, source);
    }
    assertEquals(Files.readString(file), source);
    assertEquals(source, golden.source(), "the second time");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void bothCompilersAgree(Golden golden) {
    for (LayerLoader loader : new LayerLoader[] {LayerLoader.janino(), LayerLoader.javac()}) {
      ConvLayer compiled = loader.load(JavaEmitter.className(golden.layer()), golden.source());
      golden
          .kernels()
          .forEach(
              (kind, kernel) -> {
                Verifier.verify(kernel);
                KernelData data = new KernelData(kernel, BATCH, 1);
                assertArrayEquals(
                    ReferenceLoop.run(golden.layer(), kind, BATCH, data.inputs()),
                    KernelCalls.call(compiled, golden.layer(), kind, BATCH, data.inputs()),
                    kind.javaName());
              });
    }
  }

  @Test
  void lineNumbersAndNamesForDebuggers() {
    Layer layer = Layers.strided();
    String source = JavaEmitter.emit(layer, Emission.definitions(layer));
    ConvLayer compiled = LayerLoader.janino().load(JavaEmitter.className(layer), source);
    double[] tooShort = new double[1];
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> KernelCalls.call(compiled, layer, KernelKind.FORWARD, BATCH, tooShort, tooShort, tooShort));
    StackTraceElement top = error.getCause().getStackTrace()[0];
    assertEquals("Stem.java", top.getFileName());
    assertEquals("forwardKernel", top.getMethodName());
  }
}
