package org.convc.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Catalogue;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.emit.ConvcVersion;
import org.convc.report.JsonReport;
import org.junit.jupiter.api.Test;

/** {@code grammar/DIAGNOSTICS.md}: its example in every form, and the table of codes. Rewritten with {@code -Dconvc.rewrite=true}. */
class DiagnosticsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "grammar", "DIAGNOSTICS.md");
  private static final String TABLE = "| code | severity | message |\n|---|---|---|\n";

  @Test
  void showsWhatIsPrintedAndAllCodes() throws IOException {
    String document = Files.readString(DOCUMENT);
    Diagnostics diagnostics = new Diagnostics(new SourceText("vision.conv", block("conv", document)));
    Frontend.read(diagnostics);
    List<Diagnostic> messages = diagnostics.sorted();
    String text = messages.stream().map(DiagnosticRenderer::render).map(m -> m + "\n").collect(Collectors.joining());

    String written = replace("text", document, text);
    written = replace("json", written, JsonReport.of(messages, ConvcVersion.VERSION));
    written = written.replaceFirst("(?s)\\| code \\|.*", "").stripTrailing() + "\n\n" + TABLE + rows();
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(DOCUMENT, written);
    }
    assertEquals(Files.readString(DOCUMENT), written, "mvn -pl compiler -am test -Dconvc.rewrite=true rewrites it");
  }

  private static String rows() {
    return Arrays.stream(DiagnosticKind.values())
        .sorted(Comparator.comparing(DiagnosticKind::code))
        .map(
            kind ->
                "| [%1$s](src/main/resources/org/convc/diagnostic/%1$s.md) | %2$s | %3$s |\n"
                    .formatted(kind.code(), kind.severity().word(), Catalogue.title(kind)))
        .collect(Collectors.joining());
  }

  private static Matcher matcher(String language, String document) {
    Matcher matcher = Pattern.compile("(?ms)(?<=^```" + language + "\n)(.*?)(?=^```$)").matcher(document);
    assertTrue(matcher.find(), "no example in " + language);
    return matcher;
  }

  private static String block(String language, String document) {
    return matcher(language, document).group(1);
  }

  private static String replace(String language, String document, String content) {
    Matcher matcher = matcher(language, document);
    return document.substring(0, matcher.start()) + content + document.substring(matcher.end());
  }
}
