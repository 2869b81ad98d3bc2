package org.convc.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Name;

/** Declares the constants of a file, one after another. */
final class ConstantAnalyser {

  private final ConstantTable constants;
  private final ConstantEvaluator evaluator;
  private final Diagnostics diagnostics;

  ConstantAnalyser(ConstantTable constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.evaluator = new ConstantEvaluator(constants, diagnostics);
    this.diagnostics = diagnostics;
  }

  /** The constants that a file declares, for others that import it. Its layers are not looked at. */
  static ImportedConstants all(ConvFile file, ImportedConstants imported, Diagnostics diagnostics) {
    ConstantTable table = new ConstantTable(file, imported);
    ConstantAnalyser analyser = new ConstantAnalyser(table, diagnostics);
    Map<String, ImportedConstants.Constant> all = new LinkedHashMap<>();
    for (Declaration declaration : file.declarations()) {
      if (declaration instanceof Declaration.Constant constant && !diagnostics.isFull()) {
        analyser.declare(constant);
        String name = constant.name().text();
        all.putIfAbsent(
            name, new ImportedConstants.Constant(table.value(name), diagnostics.source(), constant.name().span()));
      }
    }
    return new ImportedConstants(all, !diagnostics.isFull());
  }

  void declare(Declaration.Constant constant) {
    Name name = constant.name();
    String text = name.text();
    OptionalLong value = evaluator.evaluate(constant.value());
    if (Vocabulary.isWordOfTheLanguage(text)) {
      diagnostics.report(DiagnosticKind.RESERVED_CONSTANT_NAME, name.span(), text);
      constants.declare(text, OptionalLong.empty());
    } else if (constants.imported().has(text)) {
      diagnostics.report(
          DiagnosticKind.HIDES_IMPORTED_CONSTANT,
          name.span(),
          Remarks.NONE.note(constants.imported().byName().get(text).note("declared here")),
          Wording.quote(text));
    } else if (constants.isDeclared(text)) {
      Span first = constants.declaration(text).name().span();
      diagnostics.report(
          DiagnosticKind.REPEATED_CONSTANT,
          name.span(),
          Remarks.NONE.note(diagnostics.note(first, "first declared here")),
          Wording.quote(text));
    } else {
      constants.declare(text, value);
    }
  }
}
