package org.convc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.emit.JavaEmitter;
import org.convc.load.JaninoCompiler;
import org.convc.load.MethodSizes;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.OtherJvm;
import org.convc.testing.ShapeRow;

/**
 * The largest method of the classes for the reference shapes, in bytes of bytecode: HotSpot compiles nothing above 8,000. And that C2 takes
 * every method of some random layers, as its own account says.
 */
final class Figure12MethodSizes implements Figure {

  private static final int MOST_BYTES = MethodSizes.LIMIT;

  /** Calls after which a method is hot, there. */
  private static final int REPETITIONS = 300;

  /** A line of {@code -XX:+PrintCompilation} for a method of ours: flags, perhaps a level, and the name. */
  private static final Pattern COMPILED =
      Pattern.compile("\\s*\\d+\\s+\\d+\\s+[%sbn! ]*(" + Pattern.quote(RealLayers.PACKAGE) + "\\.[\\w$]+::\\w+)\\b.*");

  /** The largest method so far. */
  private static final class Largest {
    private int bytes;
    private String where = "";

    synchronized void include(String layer, Map<String, Integer> sizes) {
      sizes.forEach(
          (method, size) -> {
            if (size > bytes) {
              bytes = size;
              where = method + " of " + layer;
            }
          });
    }
  }

  @Override
  public String number() {
    return "12";
  }

  @Override
  public String what() {
    return "largest generated method; all compiled by C2";
  }

  @Override
  public String target() {
    return "at most 7500 bytes; all";
  }

  @Override
  public long ordinary() {
    return 200;
  }

  @Override
  public long full() {
    return 2_600;
  }

  @Override
  public Finding measure(Size size) {
    List<ShapeRow> rows = new ArrayList<>(ShapeRow.all());
    Collections.shuffle(rows, new Random(~size.seed()));
    Size available = new Size(Math.min(size.count(), rows.size() - size.first()), size.first(), size.seed(), size.threads());
    Largest largest = new Largest();
    List<String> failures = new ArrayList<>(Cases.run(number(), available, index -> sizes(rows.get((int) index), largest)));
    Size compiled = new Size(Math.max(1, Math.min(100, size.count() / 25)), size.first(), size.seed(), 1);
    Set<String> methods = new TreeSet<>();
    failures.addAll(notCompiled(compiled, methods));
    return new Finding(
        largest.bytes + " bytes; " + methods.size() + " methods",
        available.count(),
        0,
        failures,
        List.of("the largest is " + largest.where, "C2 was watched on all methods of " + compiled.count() + " random layers"));
  }

  private static Optional<String> sizes(ShapeRow row, Largest largest) {
    Diagnostics diagnostics = new Diagnostics(new SourceText("shape.conv", row.text()));
    Optional<AnalysedFile> file = Frontend.read(diagnostics);
    if (file.isEmpty()) {
      // Figure 3 sees to what is refused.
      return Optional.empty();
    }
    Layer layer = file.get().layers().get(0);
    Map<String, byte[]> classes =
        new JaninoCompiler(ConvLayer.class.getClassLoader()).compile(JavaEmitter.className(layer), Bits.source(layer));
    int most = 0;
    for (byte[] bytes : classes.values()) {
      Map<String, Integer> sizes = MethodSizes.of(bytes);
      largest.include(row.toString(), sizes);
      most = Math.max(most, Collections.max(sizes.values()));
    }
    return most <= MOST_BYTES ? Optional.empty() : Optional.of(row + ": " + most + " bytes\n" + row.text());
  }

  /** Methods that ran and that C2 did not compile, in a virtual machine that is quick to compile and has no other compiler. */
  private static List<String> notCompiled(Size size, Set<String> compiled) {
    List<String> failures = new ArrayList<>();
    try {
      Path folder = Files.createTempDirectory("convc-bits");
      try {
        Bits.compile(size, folder);
        String ours = RealLayers.PACKAGE + ".*::*";
        List<String> options =
            List.of(
                "-Xbatch", "-XX:-TieredCompilation", "-XX:CompileThreshold=100", "-XX:+PrintCompilation", "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly," + ours, "-XX:CompileCommand=dontinline," + ours);
        List<String> lines = Bits.in(OtherJvm.same(), options, folder, size, REPETITIONS);
        for (String line : lines) {
          Matcher matcher = COMPILED.matcher(line);
          if (line.contains("COMPILE SKIPPED")) {
            failures.add("C2 refuses: " + line);
          } else if (matcher.matches()) {
            compiled.add(matcher.group(1));
          }
        }
        methods(folder).filter(method -> !compiled.contains(method)).forEach(m -> failures.add("C2 did not compile " + m));
      } finally {
        Bits.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failures;
  }

  /** All methods of the classes in a folder, as HotSpot writes them. */
  private static Stream<String> methods(Path folder) throws IOException {
    List<String> methods = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        MethodSizes.of(Files.readAllBytes(file)).keySet().stream()
            .map(method -> method.substring(0, method.indexOf('(')))
            .filter(method -> !method.startsWith("<"))
            .forEach(method -> methods.add(RealLayers.PACKAGE + "." + name + "::" + method));
      }
    }
    return methods.stream();
  }
}
