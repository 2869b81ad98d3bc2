package org.convc.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.diagnostic.Suggestion;
import org.convc.source.ImportPath;
import org.convc.source.ImportedFile;
import org.convc.source.Place;
import org.convc.source.Resolution;
import org.convc.syntax.ConvFile;

/** What can be wrong with an import of one file. */
final class ImportMessages {

  /** Places, or constants, that one message shows. */
  private static final int MOST_SHOWN = 4;

  private final Diagnostics diagnostics;

  ImportMessages(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void notAPath(ConvFile.Import imported, ImportPath.Mistake mistake) {
    Remarks remarks = new Remarks(List.of(mistake.reason()), mistake.help());
    report(DiagnosticKind.IMPORT_PATH, imported, remarks);
  }

  void notFound(ConvFile.Import imported, Resolution resolution) {
    if (resolution instanceof Resolution.Outside outside) {
      Remarks remarks = Remarks.NONE.detail("they begin in " + outside.root());
      report(DiagnosticKind.IMPORT_OUTSIDE_ROOT, imported, remarks.help("let the sources begin in a folder further up"));
    } else if (resolution instanceof Resolution.Unreadable unreadable) {
      unreadable(imported, unreadable.place().path(), unreadable.reason());
    } else if (resolution instanceof Resolution.Ambiguous ambiguous) {
      List<ImportedFile> files = ambiguous.files();
      List<String> names = files.stream().limit(MOST_SHOWN).map(ImportedFile::name).toList();
      Remarks remarks = new Remarks(names, Optional.of("rename all but one of them"));
      diagnostics.report(DiagnosticKind.IMPORT_AMBIGUOUS, imported.place(), remarks, quoted(imported), files.size());
    } else {
      missing(imported, ((Resolution.Missing) resolution).searched());
    }
  }

  private void missing(ConvFile.Import imported, List<Place> searched) {
    if (searched.isEmpty()) {
      report(DiagnosticKind.IMPORT_WITHOUT_FILE, imported, Remarks.NONE);
      return;
    }
    List<String> places = searched.stream().limit(MOST_SHOWN).map(ImportMessages::sought).toList();
    int more = searched.size() - places.size();
    Remarks remarks = new Remarks(places, Optional.empty());
    remarks = more > 0 ? remarks.detail("and in " + Wording.count(more, "other place")) : remarks;
    Optional<String> meant = meant(imported.path(), searched);
    remarks = meant.isPresent()
        ? remarks.help("did you mean \"" + meant.get() + "\"?").fix(imported.place(), '"' + meant.get() + '"')
        : remarks;
    report(DiagnosticKind.IMPORT_NOT_FOUND, imported, remarks);
  }

  private static String sought(Place place) {
    return "no " + place.path() + " in " + place.root();
  }

  /** A path like the one that was written, but for the last name, which is that of a file. */
  private static Optional<String> meant(String path, List<Place> searched) {
    int name = path.lastIndexOf('/') + 1;
    for (Place place : searched) {
      int folder = place.path().lastIndexOf('/') + 1;
      List<String> names = place.root().near(place.path()).stream()
          .filter(near -> near.startsWith(place.path().substring(0, folder)))
          .map(near -> near.substring(folder))
          .filter(near -> near.indexOf('/') < 0)
          .toList();
      Optional<String> nearest = Suggestion.nearest(path.substring(name), names);
      if (nearest.isPresent()) {
        return nearest.map(path.substring(0, name)::concat);
      }
    }
    return Optional.empty();
  }

  void unreadable(ConvFile.Import imported, String name, String reason) {
    diagnostics.report(DiagnosticKind.IMPORT_UNREADABLE, imported.place(), Wording.quote(name), reason);
  }

  void repeated(ConvFile.Import repeated, ConvFile.Import first) {
    Remarks remarks = Remarks.NONE.note(diagnostics.note(first.place(), "first imported here")).fix(whole(repeated), "");
    report(DiagnosticKind.REPEATED_IMPORT, repeated, remarks.help("remove it"));
  }

  void withoutConstants(ConvFile.Import imported) {
    Remarks remarks = Remarks.NONE.detail("constants are all that an import brings").fix(whole(imported), "");
    report(DiagnosticKind.IMPORT_WITHOUT_CONSTANTS, imported, remarks.help("remove it"));
  }

  /** With the semicolon, which may stand apart. */
  private Span whole(ConvFile.Import imported) {
    return new Span(imported.span().start(), diagnostics.source().text().indexOf(';', imported.span().end()) + 1);
  }

  void clash(
      ConvFile.Import imported,
      List<String> names,
      Map<String, ImportedConstants.Constant> first,
      Map<String, ImportedConstants.Constant> second) {
    Remarks remarks = Remarks.NONE;
    for (String name : names.subList(0, Math.min(MOST_SHOWN / 2, names.size()))) {
      remarks = remarks.note(first.get(name).note("declared here"));
      remarks = remarks.note(second.get(name).note("and declared here"));
    }
    List<String> shown = names.stream().limit(MOST_SHOWN).map(name -> "'" + Wording.quote(name) + "'").toList();
    int more = names.size() - shown.size();
    String list = more > 0 ? String.join(", ", shown) + " and " + more + " more" : Wording.and(shown);
    diagnostics.report(
        DiagnosticKind.IMPORTED_TWICE, imported.place(), remarks, quoted(imported), names.size() == 1 ? "constant" : "constants", list);
  }

  private void report(DiagnosticKind kind, ConvFile.Import imported, Remarks remarks) {
    diagnostics.report(kind, imported.place(), remarks, quoted(imported));
  }

  private static String quoted(ConvFile.Import imported) {
    return '"' + Wording.quote(imported.path()) + '"';
  }
}
