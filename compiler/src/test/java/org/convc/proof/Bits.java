package org.convc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.convc.emit.JavaEmitter;
import org.convc.ir.Kernel;
import org.convc.load.JaninoCompiler;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;
import org.convc.schedule.Scheduled;
import org.convc.schedule.Scheduler;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.OtherJvm;

/**
 * The bits that kernels compute, in another virtual machine or another mode of this one: this class is the other side, too. The classes
 * are compiled once, so that all run the same bytecode.
 */
final class Bits {

  private Bits() {}

  /** Prints a line for each layer: its number and a hash of all results. Arguments: seed, first, count, repetitions. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    long seed = Long.parseLong(arguments[0]);
    long first = Long.parseLong(arguments[1]);
    long count = Long.parseLong(arguments[2]);
    int repetitions = Integer.parseInt(arguments[3]);
    for (long i = first; i < first + count; i++) {
      Layer layer = RealLayers.layer(seed, i);
      Class<?> type = Class.forName(JavaEmitter.className(layer));
      LayerData data = RealLayers.data(layer, seed, i);
      System.out.println(i + " " + hash((ConvLayer) type.getConstructor().newInstance(), data, repetitions));
    }
  }

  /** The hash of the results, the same for each repetition, in parts and as a whole. */
  private static String hash(ConvLayer layer, LayerData data, int repetitions) {
    Workspace plain = layer.newWorkspace(data.batch());
    Workspace training = layer.newTrainingWorkspace(data.batch());
    Workspace plainParts = layer.newWorkspace(data.batch(), Runnable::run, 2);
    Workspace trainingParts = layer.newTrainingWorkspace(data.batch(), Runnable::run, 2);
    long hash = LayerResults.run(layer, data, plain, training).hash();
    for (int i = 1; i < repetitions; i++) {
      if (LayerResults.run(layer, data, plain, training).hash() != hash) {
        return "differs in repetition " + i;
      }
      if (LayerResults.run(layer, data, plainParts, trainingParts).hash() != hash) {
        return "differs in parts in repetition " + i;
      }
    }
    return Long.toHexString(hash);
  }

  /** Compiles the layers of a size into a folder of class files. */
  static void compile(Size size, Path folder) throws IOException {
    for (long i = size.first(); i < size.first() + size.count(); i++) {
      Layer layer = RealLayers.layer(size.seed(), i);
      Map<String, byte[]> classes =
          new JaninoCompiler(ConvLayer.class.getClassLoader()).compile(JavaEmitter.className(layer), source(layer));
      for (Map.Entry<String, byte[]> e : classes.entrySet()) {
        Path file = folder.resolve(e.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, e.getValue());
      }
    }
  }

  /** The Java text of a layer. */
  static String source(Layer layer) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    for (Map.Entry<KernelKind, Scheduled> e : Scheduler.schedule(layer).entrySet()) {
      kernels.put(e.getKey(), e.getValue().kernel());
    }
    return JavaEmitter.emit(layer, kernels);
  }

  /** The lines that another virtual machine prints. */
  static List<String> in(OtherJvm jvm, List<String> options, Path folder, Size size, int repetitions) {
    List<String> arguments =
        Stream.of(size.seed(), size.first(), size.count(), (long) repetitions).map(String::valueOf).toList();
    return jvm.run(options, folder, Bits.class, arguments);
  }

  /** What to say where lines differ: the first layer in question. */
  static Optional<String> difference(String who, List<String> expected, List<String> actual, Size size, String figure) {
    if (expected.equals(actual)) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(actual);
    lines.removeAll(expected);
    String line = lines.isEmpty() ? "nothing printed" : lines.get(0);
    String text = "";
    if (line.matches("\\d+ .*")) {
      long index = Long.parseLong(line.substring(0, line.indexOf(' ')));
      text = "\n" + ConvText.print(RealLayers.layer(size.seed(), index)) + "again: " + size.replay(figure, index);
    }
    return Optional.of(who + " differs: " + line + text);
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
