package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;
import org.convc.diagnostic.VisibleText;
import org.convc.parser.ConvParser;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Property;

/**
 * An option outside files, a name and a value as a command line or a build has them. It is read as a file is, with the same messages.
 *
 * @param values what it says; empty where it is in error
 * @param mistake what is wrong with it, and what would be right; empty where nothing is
 */
public record OptionText(Optional<OptionValues> values, String mistake) {

  /** The names of all options. */
  public static List<String> names() {
    return PropertyWord.FILE_OPTIONS.stream().map(PropertyWord::word).toList();
  }

  /** Reads an option. */
  public static OptionText read(String name, String value) {
    Optional<PropertyWord> word = PropertyWord.of(name).filter(PropertyWord.FILE_OPTIONS::contains);
    if (word.isEmpty()) {
      return mistaken(unknown(name));
    }
    String head = "option " + name + "=" + shown(value) + ": ";
    Diagnostics diagnostics = new Diagnostics(new SourceText(name, "conv Option {\n" + name + " " + asInFiles(word.get(), value) + ";\n}"));
    Optional<Property> property = ConvParser.parse(diagnostics).flatMap(OptionText::only);
    if (property.isPresent() && property.get().value().isEmpty()) {
      diagnostics.report(DiagnosticKind.VALUE_MISSING, property.get().span(), name);
    } else if (property.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.report(DiagnosticKind.SYNTAX, new Span(0, 0), "expected one value");
    }
    OptionValues values = property.map(p -> values(word.get(), p, diagnostics)).orElse(OptionValues.NONE);
    return diagnostics.hasErrors()
        ? mistaken(head + text(diagnostics.sorted().get(0)))
        : new OptionText(Optional.of(values), "");
  }

  /** What the option says, or whatever the mistake is made into. */
  public <X extends RuntimeException> OptionValues orElseThrow(Function<String, X> exception) {
    return values.orElseThrow(() -> exception.apply(mistake));
  }

  private static OptionText mistaken(String mistake) {
    return new OptionText(Optional.empty(), mistake);
  }

  private static String unknown(String name) {
    if (PropertyWord.of(name).isPresent()) {
      return "'" + name + "' is what each layer says itself, and no option\n  help: use " + Wording.or(names());
    }
    String help = Suggestions.meant(name, Vocabulary.PROPERTIES_ELSEWHERE, names())
        .filter(names()::contains)
        .map(meant -> "did you mean '" + meant + "'?")
        .orElse("use " + Wording.or(names()));
    return "there is no option '" + shown(name) + "'\n  help: " + help;
  }

  /** What is allowed here besides, where nothing is arithmetic and a list needs no word. */
  private static String asInFiles(PropertyWord word, String value) {
    if (word == PropertyWord.STRATEGY) {
      return value.replace('-', '_');
    }
    boolean list = word == PropertyWord.VECTORS && value.matches("\\s*\\w+\\s*(,\\s*\\w+\\s*)+");
    return list ? Vocabulary.ONE_OF + "(" + value + ")" : value;
  }

  private static Optional<Property> only(ConvFile file) {
    return file.declarations().size() == 1
            && file.declarations().get(0) instanceof Declaration.Layer layer
            && layer.properties().size() == 1
        ? Optional.of(layer.properties().get(0))
        : Optional.empty();
  }

  private static OptionValues values(PropertyWord word, Property property, Diagnostics diagnostics) {
    ConstantTable noConstants = new ConstantTable(new ConvFile(Optional.empty(), List.of(), List.of()), ImportedConstants.NONE);
    return new OptionsReader(new ConstantEvaluator(noConstants, diagnostics), diagnostics).read(Map.of(word, property));
  }

  private static String text(Diagnostic diagnostic) {
    Remarks remarks = diagnostic.remarks();
    List<String> lines = new ArrayList<>(List.of(diagnostic.message()));
    lines.addAll(remarks.details());
    remarks.help().ifPresent(help -> lines.add("help: " + help));
    return String.join("\n  ", lines);
  }

  private static String shown(String text) {
    return VisibleText.of(Wording.quote(text));
  }
}
