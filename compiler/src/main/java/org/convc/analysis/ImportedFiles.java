package org.convc.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Note;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Severity;
import org.convc.parser.ConvParser;
import org.convc.parser.SourceReader;
import org.convc.source.ImportPath;
import org.convc.source.ImportSearch;
import org.convc.source.ImportedFile;
import org.convc.source.Place;
import org.convc.source.Resolution;
import org.convc.syntax.ConvFile;

/** The files that one file imports, and those that they import: each is read once, and its mistakes are told once. */
final class ImportedFiles {

  /** Files that import each other in a row. Reading one calls itself for the next. */
  static final int MOST_IN_A_ROW = 100;

  /** With the next limit, keeps hostile files from taking more than some seconds and some tens of megabytes. */
  static final int MOST_FILES = 1_000;

  static final int MOST_CHARACTERS = 1 << 22;

  /** Places on the way round a cycle that a message shows. */
  private static final int MOST_NOTES = 4;

  /** An import that is being followed. */
  private record Step(Optional<Place> importer, Note place) {}

  private final ImportSearch search;
  private final Map<Place, ImportedConstants> known = new HashMap<>();
  private final Deque<Step> way = new ArrayDeque<>();
  private final List<ReadFile> files = new ArrayList<>();
  private final List<Diagnostic> errors = new ArrayList<>();
  private int characters;
  private boolean stopped;

  ImportedFiles(ImportSearch search) {
    this.search = search;
  }

  /** Those that were read, in the order in which they were found. */
  List<ReadFile> files() {
    return files;
  }

  /** What is wrong with them, file by file. What is only worth a second look is told when they are compiled themselves. */
  List<Diagnostic> errors() {
    return errors;
  }

  /** Whether no more is read: there is too much, or so many mistakes that nobody reads more. */
  boolean stopped() {
    return stopped;
  }

  Resolution find(Optional<Place> importer, ConvFile.Import imported) {
    return search.find(importer, ImportPath.of(imported.path()));
  }

  /**
   * The constants of an imported file.
   *
   * @param diagnostics about the importing file
   */
  ImportedConstants constants(
      Resolution.Found found, Optional<Place> importer, ConvFile.Import imported, Diagnostics diagnostics) {
    ImportedConstants before = known.get(found.place());
    if (before != null) {
      return before;
    }
    way.addLast(new Step(importer, diagnostics.note(imported.place(), "imported here")));
    try {
      return closesCycle(found.place(), imported, diagnostics) || isTooMuch(imported, diagnostics)
          ? ImportedConstants.UNKNOWN
          : read(found.place(), found.file(), imported, diagnostics);
    } finally {
      way.removeLast();
    }
  }

  private boolean closesCycle(Place place, ConvFile.Import imported, Diagnostics diagnostics) {
    List<Step> cycle = way.stream().dropWhile(step -> !step.importer().equals(Optional.of(place))).toList();
    if (cycle.isEmpty()) {
      return false;
    }
    Remarks remarks = Remarks.NONE;
    int shown = Math.min(MOST_NOTES, cycle.size() - 1);
    for (Step step : cycle.subList(0, shown)) {
      remarks = remarks.note(step.place());
    }
    remarks = cycle.size() == 1 ? remarks.detail("a file cannot import itself") : remarks;
    remarks = shown < cycle.size() - 1 ? remarks.detail(cycle.size() + " files import each other") : remarks;
    diagnostics.report(DiagnosticKind.IMPORT_CYCLE, imported.place(), remarks);
    return true;
  }

  private boolean isTooMuch(ConvFile.Import imported, Diagnostics diagnostics) {
    if (way.size() > MOST_IN_A_ROW) {
      diagnostics.report(DiagnosticKind.IMPORTS_TOO_DEEP, imported.place(), MOST_IN_A_ROW);
    } else if (files.size() == MOST_FILES) {
      diagnostics.report(DiagnosticKind.TOO_MANY_FILES, imported.place(), MOST_FILES);
    } else if (characters > MOST_CHARACTERS) {
      diagnostics.report(DiagnosticKind.TOO_MUCH_IMPORTED, imported.place(), MOST_CHARACTERS);
    } else {
      return false;
    }
    stopped = true;
    return true;
  }

  private ImportedConstants read(Place place, ImportedFile file, ConvFile.Import imported, Diagnostics importer) {
    Diagnostics diagnostics;
    try (InputStream in = file.content().open()) {
      diagnostics = SourceReader.read(in, file.name());
    } catch (IOException e) {
      new ImportMessages(importer).unreadable(imported, file.name(), e.getMessage());
      return ImportedConstants.UNKNOWN;
    }
    characters += diagnostics.source().text().length();
    files.add(new ReadFile(Optional.of(place), diagnostics.source()));
    Optional<ConvFile> parsed = ConvParser.parse(diagnostics);
    int firstError = errors.size();
    ImportedConstants constants =
        parsed.map(syntax -> constants(syntax, place, diagnostics)).orElse(ImportedConstants.UNKNOWN);
    errors.addAll(firstError, diagnostics.sorted().stream().filter(d -> d.severity() == Severity.ERROR).toList());
    known.put(place, constants);
    stopped |= errors.size() > Diagnostics.LIMIT;
    return constants;
  }

  private ImportedConstants constants(ConvFile file, Place place, Diagnostics diagnostics) {
    ImportedConstants visible = new ImportAnalyser(this, Optional.of(place), diagnostics).analyse(file.imports());
    return ConstantAnalyser.all(file, visible, diagnostics);
  }
}
