package org.convc.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Name;

/** Checks the names that become Java's: of the package and of the layers of a file. */
final class NameAnalyser {

  /** The class file format allows 65,535 bytes for a class with its package; file systems allow about 4,000 for a path. */
  private static final int LONGEST_PACKAGE = 1_000;

  /** Package of the classes that generated code is written against. */
  private static final String RUNTIME_PACKAGE = "org.convc.runtime";

  private final Diagnostics diagnostics;

  /** Layers by their name in one case: some file systems keep only one of {@code Up.class} and {@code UP.class}. */
  private final Map<String, Name> layers = new HashMap<>();

  NameAnalyser(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The package as Java writes it; reports where Java would not have it. */
  String javaPackage(Optional<ConvFile.PackageClause> clause) {
    if (clause.isEmpty()) {
      return "";
    }
    clause.get().parts().forEach(part -> checkLegal(part, ReservedNames.isJavaName(part.text())));
    String name = String.join(".", clause.get().parts().stream().map(Name::text).toList());
    Span span = span(clause.get().parts());
    if (name.length() > LONGEST_PACKAGE) {
      diagnostics.report(DiagnosticKind.PACKAGE_NAME_TOO_LONG, span, name.length(), LONGEST_PACKAGE);
    } else if (name.equals("java") || name.startsWith("java.") || name.equals(RUNTIME_PACKAGE)) {
      diagnostics.report(DiagnosticKind.RESERVED_PACKAGE, span, name);
    }
    return name;
  }

  /** Checks the name of the next layer of the file. */
  void checkLayer(Name layer) {
    String text = layer.text();
    if (checkLegal(layer, ReservedNames.isJavaTypeName(text))) {
      ReservedNames.reason(text)
          .ifPresent(
              reason ->
                  diagnostics.report(
                      DiagnosticKind.RESERVED_LAYER_NAME, layer.span(), List.of(reason), Optional.empty(), text));
    }
    Name earlier = layers.putIfAbsent(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), layer);
    if (earlier != null) {
      reportClash(layer, earlier);
    }
  }

  private void reportClash(Name layer, Name earlier) {
    Remarks first = Remarks.NONE.note(diagnostics.note(earlier.span(), "first declared here"));
    String name = Wording.quote(layer.text());
    if (earlier.text().equals(layer.text())) {
      diagnostics.report(DiagnosticKind.REPEATED_LAYER, layer.span(), first, name);
    } else {
      diagnostics.report(
          DiagnosticKind.LAYERS_DIFFER_IN_CASE,
          layer.span(),
          first.help("some file systems cannot keep the classes of both apart"),
          Wording.quote(earlier.text()),
          name);
    }
  }

  private boolean checkLegal(Name name, boolean legal) {
    if (!legal) {
      diagnostics.report(DiagnosticKind.NOT_A_JAVA_NAME, name.span(), Wording.quote(name.text()));
    }
    return legal;
  }

  private static Span span(List<Name> names) {
    return names.get(0).span().to(names.get(names.size() - 1).span());
  }
}
