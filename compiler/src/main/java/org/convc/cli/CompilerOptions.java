package org.convc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.convc.CompileOptions;
import org.convc.ConvException;
import org.convc.OptionException;
import org.convc.build.FileFailures;
import org.convc.source.ImportRoot;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a command line can say to the compiler. It counts whatever files say. */
final class CompilerOptions {

  @Option(
      names = "--vectors",
      paramLabel = "BITS",
      description = "Widths of vectors: auto, none, or some of 128, 256 and 512, separated by commas.")
  private Optional<String> vectors;

  @Option(
      names = {"-O", "--option"},
      paramLabel = "NAME=VALUE",
      description = "An option of the language, for all layers: accuracy=50, strategy=direct, type=double. May be repeated.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(names = "--source-root", paramLabel = "DIR", description = "The folder that imports can reach all of; that of the file without.")
  private Optional<Path> sourceRoot;

  @Option(names = "--import-path", paramLabel = "PATH", description = "A folder or a jar to look for imports in, too. May be repeated.")
  private List<Path> importPath = List.of();

  @Option(
      names = "--tuning",
      paramLabel = "FILE",
      description = "Measured strategies, as the tuner writes them. What was measured on this processor and JDK decides.")
  private Optional<Path> tuning;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Says what the command line says.
   *
   * @throws ParameterException if there is no such option, value, folder or jar
   * @throws ConvException if measured strategies cannot be read
   */
  CompileOptions over(CompileOptions defaults) {
    CompileOptions said = defaults;
    try {
      if (vectors.isPresent()) {
        said = said.with("vectors", vectors.get());
      }
      for (Map.Entry<String, String> option : options.entrySet()) {
        said = said.with(option.getKey(), option.getValue());
      }
    } catch (OptionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (sourceRoot.isPresent()) {
      if (!Files.isDirectory(sourceRoot.get())) {
        throw wrong("--source-root " + sourceRoot.get() + ": no such folder");
      }
      said = said.withSourceRoot(sourceRoot.get());
    }
    List<ImportRoot> roots = new ArrayList<>();
    importPath.forEach(path -> roots.add(importRoot(path)));
    said = said.withImportPath(roots);
    return tuning.isPresent() ? said.withTuning(tuning.get()) : said;
  }

  boolean hasSourceRoot() {
    return sourceRoot.isPresent();
  }

  private ImportRoot importRoot(Path path) {
    if (Files.isDirectory(path)) {
      return ImportRoot.folder(path);
    }
    if (Files.notExists(path)) {
      throw wrong("--import-path " + path + ": no such folder or jar");
    }
    try {
      return ImportRoot.jar(path);
    } catch (ZipException e) {
      throw wrong("--import-path " + path + ": neither a folder nor a jar");
    } catch (IOException e) {
      throw wrong("--import-path: " + FileFailures.message(e));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
