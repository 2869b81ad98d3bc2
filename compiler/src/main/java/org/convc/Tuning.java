package org.convc;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.emit.ConvcVersion;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.parser.SourceReader;
import org.convc.schedule.Candidates;
import org.convc.schedule.Preference;
import org.convc.schedule.Target;
import org.convc.tuning.TuningKey;
import org.convc.tuning.TuningLine;
import org.convc.tuning.TuningText;

/**
 * Which strategies were fastest when {@link Tuner} measured them: what its file holds. Used by {@link CompileOptions#withTuning(Path)}.
 * A measurement counts for layers of the same sizes, whatever their names, on the same processor, width of vectors and release of the JDK,
 * and for the same version of convc; all others are kept, and ignored. Immutable.
 */
public final class Tuning {

  /** How messages call one that was not read from a file. */
  private static final String NOT_FROM_A_FILE = "tuning";

  private static final Tuning EMPTY = of(List.of());

  private final SourceText source;
  private final Map<TuningKey, TuningLine> lines = new LinkedHashMap<>();

  private Tuning(SourceText source, List<TuningLine> lines) {
    this.source = source;
    lines.forEach(line -> this.lines.put(line.key(), line));
  }

  /** The text of a tuning is what messages point into, so every tuning has one. */
  static Tuning of(Collection<TuningLine> lines) {
    return parse(NOT_FROM_A_FILE, TuningText.print(lines));
  }

  /** Nothing was measured yet. */
  public static Tuning empty() {
    return EMPTY;
  }

  /**
   * Reads a file.
   *
   * @throws ConvException with all mistakes at once, if it cannot be read or is damaged
   */
  public static Tuning read(Path file) {
    return parse(SourceReader.read(file, file.toString()));
  }

  /**
   * Reads the text of a file.
   *
   * @param name how messages call it
   * @throws ConvException with all mistakes at once, if it is damaged
   */
  public static Tuning parse(String name, String text) {
    return parse(new Diagnostics(new SourceText(name, text)));
  }

  private static Tuning parse(Diagnostics diagnostics) {
    List<TuningLine> lines = diagnostics.hasErrors() ? List.of() : TuningText.parse(diagnostics);
    if (diagnostics.hasErrors()) {
      throw new ConvException(diagnostics.sorted());
    }
    return new Tuning(diagnostics.source(), lines);
  }

  /** The measurements of both; where both are about the same, the newer one's. */
  public Tuning with(Tuning newer) {
    Map<TuningKey, TuningLine> all = new LinkedHashMap<>(lines);
    all.putAll(newer.lines);
    return of(all.values());
  }

  /** How many measurements there are. */
  public int size() {
    return lines.size();
  }

  /**
   * Writes a file, all of it or nothing: who reads it meanwhile sees the old one or the new one. Of two programs that write at once, the
   * later one wins.
   *
   * @throws IOException if it cannot be written; then the old one is still there
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // Not createTempFile, which lets nobody else read it.
    Path temporary = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(temporary, toString());
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The text of the file. */
  @Override
  public String toString() {
    return TuningText.print(lines.values());
  }

  /** What was measured on this machine. */
  Preference preference() {
    return (layer, kind, target) -> find(layer, kind, target).map(TuningLine::strategy);
  }

  private Optional<TuningLine> find(Layer layer, KernelKind kind, Target target) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    // Who compiles for any machine with measurements of this one wants them to count.
    Target measured = target.release() == Target.ANY_RELEASE ? new Target(target.vectorBits()) : target;
    return Optional.ofNullable(lines.get(TuningKey.here(layer, kind, measured, ConvcVersion.VERSION)));
  }

  /** A warning for each line that names a strategy which a kernel of the layer does not have. */
  List<Diagnostic> warnings(Layer layer, List<Target> targets) {
    List<Diagnostic> warnings = new ArrayList<>();
    for (Target target : lines.isEmpty() ? List.<Target>of() : targets) {
      for (KernelKind kind : Definition.kinds(layer)) {
        find(layer, kind, target)
            .filter(line -> Candidates.of(layer, kind, target).stream().noneMatch(s -> s.key().equals(line.strategy())))
            .map(this::unknown)
            .ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  private Diagnostic unknown(TuningLine line) {
    Diagnostics diagnostics = new Diagnostics(source);
    diagnostics.report(
        DiagnosticKind.TUNED_STRATEGY_UNKNOWN, line.place(), line.strategy(), line.key().kernel().javaName());
    return diagnostics.sorted().get(0);
  }
}
