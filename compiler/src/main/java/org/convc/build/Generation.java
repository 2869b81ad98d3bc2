package org.convc.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.convc.CompileOptions;
import org.convc.ConvException;
import org.convc.GeneratedSource;
import org.convc.build.FileCompiler.Compiled;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;

/**
 * What becomes of a tree of {@code .conv} files, before anything is written.
 *
 * @param sources what to write, in the order of the files; empty where there are errors, for a build takes all files or none
 * @param messages errors and warnings about all files, in the order of the files
 */
public record Generation(List<GeneratedSource> sources, List<Message> messages) {

  public Generation {
    sources = List.copyOf(sources);
    messages = List.copyOf(messages);
  }

  /**
   * Compiles all files, whatever mistakes some of them have. The classes carry kernels for plain arrays and for
   * vectors.
   *
   * @param vectorBits the widths of vectors, none or some of 128, 256 and 512
   * @throws IllegalArgumentException if there is no such width
   * @throws GenerationDefect if convc itself fails on a file
   */
  public static Generation of(SourceTree tree, List<Integer> vectorBits) {
    return of(tree, FileCompiler.convc(CompileOptions.defaults().withTwins(vectorBits)));
  }

  /**
   * As {@link #of(SourceTree, List)}, with options for each file.
   *
   * @throws GenerationDefect if convc itself fails on a file
   */
  public static Generation with(SourceTree tree, Function<SourceFile, CompileOptions> options) {
    return of(tree, file -> FileCompiler.convc(options.apply(file)).compile(file));
  }

  static Generation of(SourceTree tree, FileCompiler compiler) {
    Collector collector = new Collector();
    for (SourceFile file : tree.files()) {
      try {
        collector.add(file, compiler.compile(file));
      } catch (ConvException e) {
        collector.add(file, e.diagnostics());
      } catch (RuntimeException | StackOverflowError e) {
        throw new GenerationDefect(file, e);
      }
    }
    return collector.result();
  }

  public boolean hasErrors() {
    return messages.stream().anyMatch(Message::isError);
  }

  /** For example {@code 3 errors in 2 .conv files}. */
  public String errorCount() {
    long errors = messages.stream().filter(Message::isError).count();
    long files = messages.stream().filter(Message::isError).map(Message::file).distinct().count();
    return errors + (errors == 1 ? " error" : " errors") + " in " + files + " .conv " + (files == 1 ? "file" : "files");
  }

  /** The results of the files so far, and which of them each class comes from. */
  private static final class Collector {

    private record Declared(SourceFile file, GeneratedSource source) {}

    private final List<GeneratedSource> sources = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    /** By the path in one case: some file systems keep only one of {@code Up.java} and {@code UP.java}. */
    private final Map<String, Declared> classes = new LinkedHashMap<>();

    void add(SourceFile file, List<Diagnostic> found) {
      found.stream().map(diagnostic -> Message.of(file, diagnostic)).forEach(messages::add);
    }

    void add(SourceFile file, Compiled compiled) {
      add(file, compiled.warnings());
      if (compiled.packageName().isEmpty()) {
        String headline = "this file names no package, and classes in packages cannot use its layers";
        messages.add(Message.warning(file, headline));
      }
      for (GeneratedSource source : compiled.sources()) {
        String key = source.path().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        Declared earlier = classes.putIfAbsent(key, new Declared(file, source));
        if (earlier != null) {
          messages.add(Message.error(file, source.line(), clash(source, earlier)));
        }
        sources.add(source);
      }
    }

    Generation result() {
      boolean failed = messages.stream().anyMatch(Message::isError);
      return new Generation(failed ? List.of() : sources, messages);
    }

    private static String clash(GeneratedSource source, Declared earlier) {
      String place = Message.shownName(earlier.file()) + ":" + earlier.source().line();
      return source.className().equals(earlier.source().className())
          ? "class " + source.className() + " is also made from " + place
          : "class " + source.className() + " differs only in case from " + earlier.source().className()
              + ", which is made from " + place;
    }
  }
}
