package org.convc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.source.ImportPath;
import org.convc.source.Place;
import org.convc.source.Resolution;
import org.convc.syntax.ConvFile;

/** The imports of one file. They make visible what the imported files declare themselves, and not what those import. */
final class ImportAnalyser {

  private final ImportedFiles files;
  private final Optional<Place> importer;
  private final Diagnostics diagnostics;
  private final ImportMessages messages;
  private final Map<Place, ConvFile.Import> imported = new HashMap<>();
  private final Map<String, ImportedConstants.Constant> visible = new LinkedHashMap<>();
  private boolean complete = true;

  /**
   * @param importer where the file is; empty for a text that is in no folder
   * @param diagnostics about the file
   */
  ImportAnalyser(ImportedFiles files, Optional<Place> importer, Diagnostics diagnostics) {
    this.files = files;
    this.importer = importer;
    this.diagnostics = diagnostics;
    this.messages = new ImportMessages(diagnostics);
  }

  ImportedConstants analyse(List<ConvFile.Import> imports) {
    for (ConvFile.Import next : imports) {
      if (files.stopped() || diagnostics.isFull()) {
        complete = false;
        break;
      }
      find(next);
    }
    return new ImportedConstants(visible, complete);
  }

  private void find(ConvFile.Import next) {
    Optional<ImportPath.Mistake> mistake = ImportPath.mistake(next.path());
    if (mistake.isPresent()) {
      messages.notAPath(next, mistake.get());
      complete = false;
      return;
    }
    Resolution resolution = files.find(importer, next);
    if (!(resolution instanceof Resolution.Found found)) {
      messages.notFound(next, resolution);
      complete = false;
      return;
    }
    ConvFile.Import first = imported.putIfAbsent(found.place(), next);
    if (first != null) {
      messages.repeated(next, first);
    } else {
      add(next, files.constants(found, importer, next, diagnostics));
    }
  }

  private void add(ConvFile.Import next, ImportedConstants constants) {
    complete &= constants.complete();
    if (constants.complete() && constants.byName().isEmpty()) {
      messages.withoutConstants(next);
    }
    List<String> clashing = new ArrayList<>();
    constants.byName().forEach((name, constant) -> {
      if (visible.putIfAbsent(name, constant) != null) {
        clashing.add(name);
      }
    });
    if (!clashing.isEmpty()) {
      messages.clash(next, clashing, visible, constants.byName());
    }
  }
}
