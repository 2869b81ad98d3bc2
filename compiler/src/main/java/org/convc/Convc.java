package org.convc;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.parser.SourceReader;

/**
 * Compiles {@code .conv} files while a program runs.
 *
 * <pre>{@code
 * ConvModule vision = Convc.compile(Path.of("vision.conv"));
 * ConvLayer stem = vision.layer("Stem");
 * Workspace workspace = stem.newWorkspace(batch);
 * stem.forward(batch, x, weights, bias, y, workspace);
 * }</pre>
 *
 * <p>All methods may be called by any number of threads at once.
 */
public final class Convc {

  private Convc() {}

  /** As {@link #compile(Path, CompileOptions)}, with the defaults. */
  public static ConvModule compile(Path file) {
    return compile(file, CompileOptions.defaults());
  }

  /**
   * Compiles a file.
   *
   * @throws ConvException with all mistakes at once, if the file cannot be read or has any
   */
  public static ConvModule compile(Path file, CompileOptions options) {
    return compile(file, file.toString(), options);
  }

  /**
   * Compiles a file under another name.
   *
   * @param name how messages and generated sources call the file, usually a path relative to something that readers know
   * @throws ConvException with all mistakes at once, if the file cannot be read or has any
   */
  public static ConvModule compile(Path file, String name, CompileOptions options) {
    Objects.requireNonNull(options, "options");
    return compile(SourceReader.read(file, name), options);
  }

  /** As {@link #compile(String, String, CompileOptions)}, with the defaults. */
  public static ConvModule compile(String name, String text) {
    return compile(name, text, CompileOptions.defaults());
  }

  /**
   * Compiles a text.
   *
   * @param name how messages and generated sources call the text
   * @throws ConvException with all mistakes at once, if it has any
   */
  public static ConvModule compile(String name, String text, CompileOptions options) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(options, "options");
    return compile(new Diagnostics(new SourceText(name, text)), options);
  }

  private static ConvModule compile(Diagnostics diagnostics, CompileOptions options) {
    Optional<AnalysedFile> file = diagnostics.hasErrors() ? Optional.empty() : Frontend.read(diagnostics);
    if (file.isEmpty()) {
      throw new ConvException(diagnostics.sorted());
    }
    return new ConvModule(diagnostics.source(), file.get(), diagnostics.sorted(), options);
  }
}
