package org.convc.build;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.GeneratedSource;
import org.convc.build.SourceTree.SourceFile;
import org.convc.diagnostic.Diagnostic;

/** One {@code .conv} file to Java sources. */
@FunctionalInterface
interface FileCompiler {

  /**
   * What came out of a file without mistakes.
   *
   * @param inNoPackage whether it has layers and names no package for their classes
   * @param imports whether it imports others
   * @param sources makes them when asked, for that takes most of the time
   */
  record Compiled(boolean inNoPackage, boolean imports, Supplier<List<GeneratedSource>> sources, List<Diagnostic> warnings) {}

  /**
   * @throws ConvException if the file has mistakes
   * @throws IOException if a jar that it could import from cannot be read
   */
  Compiled compile(SourceFile file) throws IOException;

  /** As a program compiles it at run time under the same name, with the same options. */
  static FileCompiler convc(CompileOptions options) {
    return file -> {
      ConvModule module = Convc.compile(file.path(), file.name(), options);
      boolean inNoPackage = module.packageName().isEmpty() && !module.layerNames().isEmpty();
      return new Compiled(inNoPackage, module.files().size() > 1, module::sources, module.warnings());
    };
  }
}
