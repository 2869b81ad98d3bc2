package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.ConvParser;
import org.convc.source.ImportSearch;
import org.convc.source.Place;
import org.convc.syntax.ConvFile;

/** Text to model: parses and analyses. */
public final class Frontend {

  private Frontend() {}

  /**
   * Reads the text of {@code diagnostics.source()}, which is in no folder and cannot import anything.
   *
   * @return the layers; empty exactly where {@code diagnostics} has errors
   */
  public static Optional<AnalysedFile> read(Diagnostics diagnostics) {
    return read(diagnostics, Optional.empty(), ImportSearch.NOWHERE, OptionValues.NONE).file();
  }

  /**
   * Reads the text of {@code diagnostics.source()} and the files that it imports. Layers without syntax errors are analysed even where others
   * have some.
   *
   * @param place where the text is; empty if it is in no folder
   * @param overrides what is said about options by whoever compiles the file
   */
  public static Reading read(
      Diagnostics diagnostics, Optional<Place> place, ImportSearch search, OptionValues overrides) {
    Optional<ConvFile> syntax = ConvParser.parse(diagnostics);
    if (syntax.isEmpty()) {
      return new Reading(Optional.empty(), diagnostics.sorted());
    }
    ImportedFiles imports = new ImportedFiles(search);
    ImportedConstants visible = new ImportAnalyser(imports, place, diagnostics).analyse(syntax.get().imports());
    List<ReadFile> files = new ArrayList<>(List.of(new ReadFile(place, diagnostics.source())));
    files.addAll(imports.files());
    AnalysedFile file = Analyser.analyse(syntax.get(), visible, overrides, files, diagnostics);
    boolean failed = diagnostics.hasErrors() || !imports.errors().isEmpty();
    List<Diagnostic> messages = new ArrayList<>(imports.errors());
    messages.addAll(diagnostics.sorted());
    return new Reading(failed ? Optional.empty() : Optional.of(file), messages);
  }
}
