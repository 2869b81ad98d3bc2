package org.convc.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;
import org.convc.model.KernelKind;
import org.convc.schedule.Target;

/**
 * The format of files of measured strategies. The first line says which version of it follows; a line that begins with {@code #} is a
 * comment; any other is a measurement:
 *
 * <pre>
 * kernel | layer | target | processor | convc | strategy | microseconds
 * forward | float conv nchw 64 x 14 x 14 -> ... | vectors of 256 bits, JDK 17 | AMD EPYC | 0.1.0 | channel-lanes/8/2/12 | 310.250
 * </pre>
 *
 * <p>Later lines win over earlier ones that are about the same.
 */
public final class TuningText {

  private static final String HEADER = "convc tuning 1";
  private static final String COLUMNS = "# kernel | layer | target | processor | convc | strategy | microseconds";
  private static final String SEPARATOR = " | ";
  private static final int FIELDS = 7;

  private static final Pattern TARGET = Pattern.compile("(plain arrays|vectors of (128|256|512) bits), JDK ([0-9]{1,4})");
  private static final Pattern STRATEGY = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");
  private static final Pattern MICROS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

  private final Diagnostics diagnostics;
  private final SourceText source;
  private final List<TuningLine> lines = new ArrayList<>();

  private TuningText(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.source = diagnostics.source();
  }

  /** Reads a text; whatever is wrong with it is reported, and then not among the lines. */
  public static List<TuningLine> parse(Diagnostics diagnostics) {
    TuningText text = new TuningText(diagnostics);
    text.parse();
    return text.lines;
  }

  /** The text of a file with these lines. */
  public static String print(Collection<TuningLine> lines) {
    StringBuilder text = new StringBuilder(HEADER).append('\n').append(COLUMNS).append('\n');
    for (TuningLine line : lines) {
      TuningKey key = line.key();
      text.append(
              String.join(
                  SEPARATOR,
                  key.kernel().javaName(),
                  key.layer(),
                  key.target().toString(),
                  key.processor(),
                  key.version(),
                  line.strategy(),
                  String.format(Locale.ROOT, "%.3f", line.micros())))
          .append('\n');
    }
    return text.toString();
  }

  private void parse() {
    String text = source.text();
    boolean header = false;
    for (int start = 0; start < text.length() || !header; ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      if (!header) {
        if (!line.strip().equals(HEADER)) {
          // Nothing that follows can be trusted to mean what it seems to.
          diagnostics.report(DiagnosticKind.NOT_A_TUNING_FILE, new Span(start, end), HEADER);
          return;
        }
        header = true;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        line(line, start);
      }
      start = end + 1;
    }
  }

  private void line(String line, int start) {
    String[] raw = line.split("\\|", -1);
    if (raw.length != FIELDS) {
      int end = start + line.stripTrailing().length();
      diagnostics.report(DiagnosticKind.TUNING_FIELD_COUNT, new Span(start, end), FIELDS, raw.length);
      return;
    }
    List<Field> fields = new ArrayList<>();
    int at = start;
    for (String field : raw) {
      String word = field.strip();
      int begin = at + (word.isEmpty() ? 0 : field.indexOf(word));
      fields.add(new Field(word, new Span(begin, begin + word.length())));
      at += field.length() + 1;
    }
    Optional<KernelKind> kernel =
        Arrays.stream(KernelKind.values()).filter(k -> k.javaName().equals(fields.get(0).word())).findFirst();
    Optional<Target> target = target(fields.get(2).word());
    boolean right =
        check(fields.get(0), kernel.isPresent(), "a kernel, such as forward")
            & check(fields.get(1), LayerGeometry.isOne(fields.get(1).word()), "the sizes of a layer")
            & check(fields.get(2), target.isPresent(), "a target, such as 'vectors of 256 bits, JDK 17'")
            & check(fields.get(3), !fields.get(3).word().isEmpty(), "the name of a processor")
            & check(fields.get(4), !fields.get(4).word().isEmpty(), "a version of convc")
            & check(fields.get(5), matches(STRATEGY, fields.get(5)), "a strategy, such as channel-lanes/8/2/12")
            & check(fields.get(6), matches(MICROS, fields.get(6)), "a time in microseconds");
    if (right) {
      TuningKey key =
          new TuningKey(
              kernel.get(), fields.get(1).word(), target.get(), fields.get(3).word(), fields.get(4).word());
      double micros = Double.parseDouble(fields.get(6).word());
      lines.add(new TuningLine(key, fields.get(5).word(), micros, fields.get(5).span()));
    }
  }

  private record Field(String word, Span span) {}

  private boolean check(Field field, boolean right, String expected) {
    if (!right) {
      diagnostics.report(DiagnosticKind.TUNING_FIELD, field.span(), expected);
    }
    return right;
  }

  private static boolean matches(Pattern pattern, Field field) {
    return pattern.matcher(field.word()).matches();
  }

  private static Optional<Target> target(String text) {
    Matcher m = TARGET.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int bits = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
    return Optional.of(new Target(bits, Integer.parseInt(m.group(3))));
  }
}
