package org.convc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
final class Analyser {

  private final Diagnostics diagnostics;
  private final ConstantTable constants;
  private final ConstantAnalyser constantAnalyser;
  private final NameAnalyser names;
  private final ConvFile file;
  private final OptionValues overrides;
  private final String javaPackage;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, LayerSettings> settings = new LinkedHashMap<>();
  private Precedence precedence;

  private Analyser(ConvFile file, ImportedConstants imported, OptionValues overrides, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.constants = new ConstantTable(file, imported);
    this.constantAnalyser = new ConstantAnalyser(constants, diagnostics);
    this.names = new NameAnalyser(diagnostics);
    this.javaPackage = names.javaPackage(file.packageClause());
    this.file = file;
    this.overrides = overrides;
  }

  /**
   * Validates a file. Every mistake is reported once, all of them in one run, and no content leads to an exception.
   *
   * @param imported the constants that its imports make visible
   * @param overrides what is said about options by whoever compiles the file
   * @param files what the result says that was read
   * @return what makes sense: all of the file, if nothing was reported, and nothing was wrong with the imported files
   */
  static AnalysedFile analyse(
      ConvFile file, ImportedConstants imported, OptionValues overrides, List<ReadFile> files, Diagnostics diagnostics) {
    Analyser analyser = new Analyser(file, imported, overrides, diagnostics);
    file.declarations().stream().takeWhile(d -> !diagnostics.isFull()).forEach(analyser::declaration);
    analyser.precedence();
    analyser.unusedConstants();
    return new AnalysedFile(analyser.javaPackage, analyser.layers, analyser.settings, files);
  }

  private void declaration(Declaration declaration) {
    if (declaration instanceof Declaration.Constant constant) {
      constantAnalyser.declare(constant);
    } else if (declaration instanceof Declaration.Layer layer) {
      layer(layer);
    }
  }

  /** What holds for the whole file, read with the constants that precede the first layer. */
  private Precedence precedence() {
    if (precedence == null) {
      precedence = FileOptions.read(file, overrides, constants, diagnostics);
    }
    return precedence;
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
      LayerAnalyser analyser = new LayerAnalyser(layer, kind, precedence(), constants, diagnostics);
      analyser.analyse(javaPackage).ifPresent(layers::add);
      settings.put(layer.name().text(), analyser.settings());
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
