package org.convc.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import org.convc.ir.CompilerDefect;
import org.convc.runtime.ConvLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerLoaderTest {

  private static final String NAME = "com.example.Small";

  @Test
  void layersHaveLoadersOfTheirOwn() {
    ConvLayer first = LayerLoader.janino().load(NAME, Sources.layer("Small", ""));
    ConvLayer second = LayerLoader.javac().load(NAME, Sources.layer("Small", ""));
    assertNotSame(first.getClass(), second.getClass());
    assertSame(ConvLayer.class.getClassLoader(), first.getClass().getClassLoader().getParent());
    assertEquals("Small", first.info().name());
  }

  /** A class of the program, as one made from the same file at build time is. */
  static final class Known {

    /** And one within it. */
    static final class Plain {}
  }

  @Test
  void classesThatTheProgramKnowsAreNotTaken() {
    String elsewhere = Sources.layer("LayerLoaderTest$Known", "");
    String source = elsewhere.replace("package com.example;", "package org.convc.load;");
    ConvLayer layer = LayerLoader.janino().load(Known.class.getName(), source);
    assertNotSame(Known.class, layer.getClass());
    assertEquals("plain arrays", layer.kernels());
  }

  /** The expected outputs of the emitter compile without a warning. */
  @ParameterizedTest
  @ValueSource(strings = {"com.example.vision.Stem", "com.example.vision.Dense", "Up"})
  void javacHasNothingToSay(String className) throws IOException {
    String source = Files.readString(Path.of("src/test/resources/emit", SourceName.file(className)));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    new JavacCompiler(System.getProperty("java.class.path")).compile(className, source, diagnostics);
    assertEquals(List.of(), diagnostics.getDiagnostics().stream().map(Diagnostic::toString).toList());
  }

  @Test
  void refusedSourceIsADefect() {
    String source = Sources.layer("Small", "int broken( { }");
    for (LayerLoader loader : List.of(LayerLoader.janino(), LayerLoader.javac())) {
      CompilerDefect defect = assertThrows(CompilerDefect.class, () -> loader.load(NAME, source));
      assertSame(source, defect.artifact());
      String message = defect.getMessage();
      assertTrue(
          message.matches("(?s)defect in convc: (Janino|javac) refuses com.example.Small: .*[Ll]ine 12.*"), message);
    }
  }

  @Test
  void failingConstructorIsADefect() {
    String source = Sources.layer("Small", "").replace("Shape.of(2, 5)", "Shape.of(3, 5)");
    CompilerDefect defect = assertThrows(CompilerDefect.class, () -> LayerLoader.janino().load(NAME, source));
    assertTrue(defect.getMessage().contains("loading com.example.Small"), defect.getMessage());
  }

  @Test
  void largeMethodsAreADefect() {
    String large = "static int large(int a) {" + " a = a * 31 + 7;".repeat(1_000) + " return a; }";
    for (LayerLoader loader : List.of(LayerLoader.janino(), LayerLoader.javac())) {
      String source = Sources.layer("Small", large);
      CompilerDefect defect = assertThrows(CompilerDefect.class, () -> loader.load(NAME, source));
      String message = defect.getMessage();
      assertTrue(message.matches(".*com.example.Small.large\\(I\\)I has (7|8)\\d\\d\\d bytes.*"), message);
      String nested = Sources.layer("Small", "", large);
      String ofKernels = assertThrows(CompilerDefect.class, () -> loader.load(NAME, nested)).getMessage();
      assertTrue(ofKernels.matches(".*com.example.Small.Plain.large\\(I\\)I has (7|8)\\d\\d\\d bytes.*"), ofKernels);
    }
  }

  @Test
  void sizesOfBothCompilers() {
    String constant = "private static final int A = 100; ";
    String method = "static float at(float[] x, int i) { return x[i + (2 * A + 1)]; }";
    String source = Sources.layer("Small", constant + method);
    ClassCompiler janino = new JaninoCompiler(getClass().getClassLoader());
    ClassCompiler javac = new JavacCompiler(System.getProperty("java.class.path"));
    for (ClassCompiler compiler : List.of(janino, javac)) {
      Map<String, Integer> sizes = MethodSizes.of(compiler.compile(NAME, source).get(NAME));
      assertEquals(8, sizes.get("at([FI)F"), "the sum of constants is one constant");
      assertTrue(sizes.containsKey("<init>()V"), sizes.toString());
      Map<String, Integer> nested = MethodSizes.of(compiler.compile(NAME, source).get(NAME + "$Plain"));
      String bias = "backwardBiasKernel(I[F[F[[FLorg/convc/runtime/Team;)V";
      assertTrue(nested.keySet().containsAll(List.of("<init>()V", bias)), nested.toString());
    }
  }

  @Test
  void anyClassFileIsRead() throws Exception {
    for (Class<?> type : List.of(String.class, ConcurrentHashMap.class, Math.class, LayerLoaderTest.class)) {
      byte[] bytes;
      try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
        bytes = in.readAllBytes();
      }
      assertTrue(MethodSizes.of(bytes).size() >= 5, type.getName());
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      LayerLoader loader = LayerLoader.janino();
      List<Future<String>> names = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String name = "Small" + i;
        names.add(threads.submit(() -> loader.load("com.example." + name, Sources.layer(name, "")).info().name()));
      }
      for (int i = 0; i < 64; i++) {
        assertEquals("Small" + i, names.get(i).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void droppedLayersAreUnloaded() throws Exception {
    int count = Integer.getInteger("convc.cycles", 300);
    LayerLoader loader = LayerLoader.janino();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    long settled = 0;
    for (int i = 0; i < count; i++) {
      ConvLayer layer = loader.load(NAME, Sources.layer("Small", ""));
      loaders.add(new WeakReference<>(layer.getClass().getClassLoader()));
      if (i == count / 3) {
        layer = null;
        collect(loaders);
        settled = metaspace();
      }
    }
    collect(loaders);
    assertEquals(0, loaders.stream().filter(l -> l.get() != null).count(), "class loaders that are still there");
    assertTrue(metaspace() < settled + (1 << 20), "metaspace " + settled + " -> " + metaspace());
  }

  private static void collect(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
    for (int i = 0; i < 20 && loaders.stream().anyMatch(l -> l.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(p -> p.getName().equals("Metaspace"))
        .mapToLong(p -> p.getUsage().getUsed())
        .sum();
  }
}
