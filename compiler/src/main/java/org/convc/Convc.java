package org.convc;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.analysis.Reading;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;
import org.convc.parser.SourceReader;
import org.convc.source.Place;

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
   * Compiles a file. It may import others of its folder and below, unless {@link CompileOptions#withSourceRoot} or
   * {@link CompileOptions#withImportPath} say more.
   *
   * @throws ConvException with all mistakes at once, if the file cannot be read, or it or one that it imports has any
   */
  public static ConvModule compile(Path file, CompileOptions options) {
    return compile(file, file.toString(), options);
  }

  /**
   * Compiles a file under another name.
   *
   * @param name how messages and generated sources call the file, usually a path relative to something that readers know
   * @throws ConvException with all mistakes at once, if the file cannot be read, or it or one that it imports has any
   */
  public static ConvModule compile(Path file, String name, CompileOptions options) {
    Objects.requireNonNull(options, "options");
    Optional<Place> place = SourcePlace.of(file, name, options.sourceRoot());
    Diagnostics diagnostics = SourceReader.read(file, name);
    if (place.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.report(DiagnosticKind.FILE_OUTSIDE_ROOT, new Span(0, 0), options.sourceRoot().orElseThrow());
    }
    return compile(diagnostics, place, options);
  }

  /** As {@link #compile(String, String, CompileOptions)}, with the defaults. */
  public static ConvModule compile(String name, String text) {
    return compile(name, text, CompileOptions.defaults());
  }

  /**
   * Compiles a text. As it is in no folder, it can import only what {@link CompileOptions#withImportPath} finds.
   *
   * @param name how messages and generated sources call the text
   * @throws ConvException with all mistakes at once, if it has any
   */
  public static ConvModule compile(String name, String text, CompileOptions options) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(options, "options");
    return compile(new Diagnostics(new SourceText(name, text)), Optional.empty(), options);
  }

  private static ConvModule compile(Diagnostics diagnostics, Optional<Place> place, CompileOptions options) {
    Reading reading = diagnostics.hasErrors()
        ? new Reading(Optional.empty(), diagnostics.sorted())
        : Frontend.read(diagnostics, place, SourcePlace.search(place, options.importPath()), options.overrides());
    AnalysedFile file = reading.file().orElseThrow(() -> new ConvException(reading.messages()));
    return new ConvModule(diagnostics.source(), file, reading.messages(), options);
  }
}
