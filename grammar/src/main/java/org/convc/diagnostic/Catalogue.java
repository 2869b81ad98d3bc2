package org.convc.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages that explain the messages: one for each code, in Markdown, with an example that provokes the message and the same mended. They are
 * resources beside this class, named like {@code CONV110.md}.
 */
public final class Catalogue {

  private static final Pattern CODE = Pattern.compile("(?:CONV)?([0-9]{1,3})");

  private Catalogue() {}

  /** The kind that has a code, given as {@code CONV110}, in any case, or as its number alone. */
  public static Optional<DiagnosticKind> find(String code) {
    Matcher matcher = CODE.matcher(code.strip().toUpperCase(Locale.ROOT));
    return matcher.matches()
        ? Arrays.stream(DiagnosticKind.values()).filter(k -> k.number() == Integer.parseInt(matcher.group(1))).findFirst()
        : Optional.empty();
  }

  /** Whether somebody who writes this means a code, rather than a file. */
  public static boolean looksLikeCode(String text) {
    return CODE.matcher(text.strip().toUpperCase(Locale.ROOT)).matches();
  }

  /** The code that an unknown one was probably meant to be. */
  public static Optional<String> nearest(String code) {
    return Suggestion.nearest(code.strip(), codes());
  }

  /** All codes, in their order. */
  public static List<String> codes() {
    return Arrays.stream(DiagnosticKind.values()).map(DiagnosticKind::code).sorted().toList();
  }

  /** The page about a kind of message, as Markdown. */
  public static String page(DiagnosticKind kind) {
    String name = kind.code() + ".md";
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no page " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a page is called: the message in general, without the words of one file. */
  public static String title(DiagnosticKind kind) {
    String firstLine = page(kind).lines().findFirst().orElseThrow();
    return firstLine.substring(("# " + kind.code() + ": ").length());
  }
}
