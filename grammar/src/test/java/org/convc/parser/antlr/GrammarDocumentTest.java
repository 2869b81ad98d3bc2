package org.convc.parser.antlr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.SourceReader;
import org.junit.jupiter.api.Test;

/**
 * The {@code ebnf} block of {@code LANGUAGE.md} is {@code Conv.g4} without what builds the syntax records. {@code -Dconvc.rewrite=true}
 * writes it.
 */
class GrammarDocumentTest {

  private static final Path DOCUMENT = Path.of("LANGUAGE.md");
  private static final Path GRAMMAR = Path.of("src", "main", "antlr4", "org", "convc", "parser", "antlr", "Conv.g4");
  private static final Pattern BLOCK = Pattern.compile("(?<=^```ebnf\n).*?(?=^```$)", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern RULE = Pattern.compile("^(?:fragment )?(\\w+)[^\n:]*\\s*: (.*?)\\s*;$", Pattern.DOTALL | Pattern.MULTILINE);

  /** What no rule of the grammar refers to, and yet is part of the language. Other such tokens are mistakes. */
  private static final List<String> BETWEEN_TOKENS = List.of("LINE_COMMENT", "BLOCK_COMMENT");

  @Test
  void theDocumentShowsTheGrammar() throws IOException {
    String document = Files.readString(DOCUMENT);
    Matcher block = BLOCK.matcher(document);
    assertTrue(block.find());
    String actual = document.substring(0, block.start()) + rules() + document.substring(block.end());
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(DOCUMENT, actual);
      return;
    }
    assertEquals(document, actual);
  }

  @Test
  void theDocumentNamesTheLimits() throws IOException {
    String limits = Files.readString(DOCUMENT).split("\n## Limits\n")[1].split("\n## ")[0];
    for (int limit : new int[] {
        Limits.NESTING, Limits.OPERATORS, Limits.TOKENS, Limits.NUMBER_LENGTH, Limits.WORD_LENGTH, SourceReader.LONGEST_FILE, Diagnostics.LIMIT}) {
      assertTrue(limits.contains(String.format(Locale.ROOT, "%,d", limit)), limit + " in\n" + limits);
    }
  }

  private static String rules() throws IOException {
    String grammar = Files.readString(GRAMMAR);
    String text = grammar
        .substring(grammar.indexOf("\nfile"))
        .replaceAll("(?m)^//.*\n", "")
        .replaceAll("(locals|returns) \\[[^\n]*\\]", "");
    Map<String, String> rules = new LinkedHashMap<>();
    for (MatchResult rule : RULE.matcher(text).results().toList()) {
      rules.put(rule.group(1), withoutActions(rule.group(2)));
    }
    rules.replaceAll((name, content) -> withSigns(content, rules));
    Set<String> used = new HashSet<>();
    use("file", rules, used);
    BETWEEN_TOKENS.forEach(token -> use(token, rules, used));
    return rules.keySet().stream()
        .filter(used::contains)
        .map(name -> "%-13s = %s ;\n".formatted(name, rules.get(name)))
        .collect(Collectors.joining());
  }

  /** Adds a rule and those that it refers to. */
  private static void use(String name, Map<String, String> rules, Set<String> used) {
    if (rules.containsKey(name) && used.add(name)) {
      String withoutTexts = rules.get(name).replaceAll("'[^']*'|\\[[^]]*]", " ");
      Pattern.compile("\\w+").matcher(withoutTexts).results().forEach(word -> use(word.group(), rules, used));
    }
  }

  /** Without Java in braces, labels, and empty space. */
  private static String withoutActions(String content) {
    return content
        .replaceAll("\\{ [^\n]*? \\}(?=\\s|$)", "")
        .replaceAll("\\b\\w+\\+?=(?=[\\w(])", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Tokens that are one sign or word, as that. */
  private static String withSigns(String content, Map<String, String> rules) {
    String text = content;
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      if (rule.getValue().matches("'[^']+'")) {
        text = text.replaceAll("\\b" + rule.getKey() + "\\b", Matcher.quoteReplacement(rule.getValue()));
      }
    }
    return text;
  }
}
