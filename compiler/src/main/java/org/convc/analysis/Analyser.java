package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Name;

/** Syntax to model: one file. */
public final class Analyser {

  private final Diagnostics diagnostics;
  private final ConstantTable constants;
  private final ConstantEvaluator evaluator;
  private final NameAnalyser names;
  private final ConvFile file;
  private final String javaPackage;
  private final List<Layer> layers = new ArrayList<>();
  private FileOptions options;

  private Analyser(ConvFile file, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.constants = new ConstantTable(file);
    this.evaluator = new ConstantEvaluator(constants, diagnostics);
    this.names = new NameAnalyser(diagnostics);
    this.javaPackage = names.javaPackage(file.packageClause());
    this.file = file;
  }

  /**
   * Validates a file. Every mistake is reported once, all of them in one run, and no content leads to an exception.
   *
   * @return the layers; empty exactly where {@code diagnostics} has errors
   */
  public static Optional<AnalysedFile> analyse(ConvFile file, Diagnostics diagnostics) {
    Analyser analyser = new Analyser(file, diagnostics);
    file.declarations().stream().takeWhile(d -> !diagnostics.isFull()).forEach(analyser::declaration);
    analyser.options();
    analyser.unusedConstants();
    return diagnostics.hasErrors()
        ? Optional.empty()
        : Optional.of(new AnalysedFile(analyser.javaPackage, analyser.layers));
  }

  private void declaration(Declaration declaration) {
    if (declaration instanceof Declaration.Constant constant) {
      constant(constant);
    } else if (declaration instanceof Declaration.Layer layer) {
      layer(layer);
    }
  }

  /** What holds for the whole file, read with the constants that precede the first layer. */
  private FileOptions options() {
    if (options == null) {
      options = FileOptions.of(file, constants, diagnostics);
    }
    return options;
  }

  private void constant(Declaration.Constant constant) {
    Name name = constant.name();
    OptionalLong value = evaluator.evaluate(constant.value());
    if (Vocabulary.isWordOfTheLanguage(name.text())) {
      diagnostics.report(DiagnosticKind.RESERVED_CONSTANT_NAME, name.span(), name.text());
      constants.declare(name.text(), OptionalLong.empty());
    } else if (constants.isDeclared(name.text())) {
      Span first = constants.declaration(name.text()).name().span();
      diagnostics.report(
          DiagnosticKind.REPEATED_CONSTANT,
          name.span(),
          Remarks.NONE.note(diagnostics.note(first, "first declared here")),
          Wording.quote(name.text()));
    } else {
      constants.declare(name.text(), value);
    }
  }

  /** Constants of a file without layers are for others; those of a file with mistakes may be used in what could not be read. */
  private void unusedConstants() {
    if (layers.isEmpty() || diagnostics.hasErrors()) {
      return;
    }
    for (Declaration.Constant constant : constants.unused()) {
      diagnostics.report(
          DiagnosticKind.UNUSED_CONSTANT, constant.name().span(), Wording.quote(constant.name().text()));
    }
  }

  private void layer(Declaration.Layer layer) {
    names.checkLayer(layer.name());
    String word = layer.kind().text();
    LayerKind kind = Vocabulary.LAYER_KINDS.get(word);
    if (kind != null) {
      new LayerAnalyser(layer, kind, options(), constants, diagnostics).analyse(javaPackage).ifPresent(layers::add);
    } else if (Vocabulary.LATER.contains(word)) {
      diagnostics.report(
          DiagnosticKind.UNSUPPORTED,
          layer.kind().span(),
          List.of(),
          Optional.of("use " + Wording.or(Vocabulary.LAYER_KINDS.keySet())),
          word);
    } else {
      diagnostics.report(
          DiagnosticKind.UNKNOWN_LAYER_KIND,
          layer.kind().span(),
          Suggestions.translation(layer.kind(), Vocabulary.LAYER_KINDS_ELSEWHERE, Vocabulary.LAYER_KINDS.keySet()),
          Wording.quote(word));
    }
  }
}
