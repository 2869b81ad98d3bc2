package org.convc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.build.AtomicFiles;
import org.convc.diagnostic.Catalogue;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.explain.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells all there is to know about the layers of a file, or what a message means. */
@Command(
    name = "explain",
    description = "Explains the layers of a .conv file: shapes, costs, how the kernels are computed and why so; or, given the code of a message"
        + " such as CONV108, what it means.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  convc explain vision.conv",
      "  convc explain vision.conv Stem --ir --source",
      "  convc explain vision.conv --format html --output vision.html",
      "  convc explain CONV108"
    })
final class ExplainCommand implements Callable<Integer> {

  /** What each kernel gets to become fast in, where it is measured. */
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** Of the explanation. Lower case, as the command line has it. */
  enum Format {
    text,
    json,
    html
  }

  @Parameters(index = "0", paramLabel = "FILE|CODE", description = "The file, or the code.")
  private String subject;

  @Parameters(index = "1", arity = "0..1", paramLabel = "LAYER", description = "One of its layers; all without.")
  private Optional<String> layer;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json or html: a page for a browser, in one file. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where to write it, instead of the standard output.")
  private Optional<Path> output;

  @Option(names = "--ir", description = "Also the loop nests after each pass.")
  private boolean stages;

  @Option(names = "--source", description = "Also the generated Java; the page has it always.")
  private boolean source;

  @Option(
      names = "--measure",
      description = "Also time the kernels and this machine, which takes some seconds a layer.")
  private boolean measure;

  @Mixin
  private CompilerOptions compilerOptions;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (Catalogue.looksLikeCode(subject) && Files.notExists(Path.of(subject))) {
      return write(message());
    }
    ConvModule module = Convc.compile(Path.of(subject), compilerOptions.over(CompileOptions.defaults()));
    Explanation explanation = explain(module);
    if (stages) {
      explanation = explanation.withStages();
    }
    if (source) {
      explanation = explanation.withSource();
    }
    if (measure) {
      explanation = explanation.measured(WARM_UP);
    }
    return write(format == Format.html ? explanation.html() : format == Format.json ? explanation.json() : explanation.text());
  }

  /** The page about a message. It is text, whatever else is asked for. */
  private String message() {
    Optional<DiagnosticKind> kind = Catalogue.find(subject);
    if (kind.isEmpty()) {
      String help = Catalogue.nearest(subject).map(code -> "; did you mean " + code + "?").orElse("");
      throw new ParameterException(spec.commandLine(), "no message has the code " + subject + help);
    }
    if (layer.isPresent() || format != Format.text || stages || source || measure) {
      throw new ParameterException(spec.commandLine(), "the page of " + kind.get().code() + " is text; only --output goes with it");
    }
    return Catalogue.page(kind.get());
  }

  private Explanation explain(ConvModule module) {
    if (layer.isEmpty()) {
      return Explanation.of(module);
    }
    if (!module.layerNames().contains(layer.get())) {
      String there = String.join(", ", module.layerNames());
      throw new ParameterException(spec.commandLine(), "no layer " + layer.get() + " in " + subject + "; there are " + there);
    }
    return Explanation.of(module, layer.get());
  }

  private int write(String text) throws IOException {
    if (output.isPresent()) {
      AtomicFiles.write(output.get(), text.getBytes(StandardCharsets.UTF_8));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    }
    return ExitCode.OK;
  }
}
