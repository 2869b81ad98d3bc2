package org.convc.parser.antlr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.DecisionState;
import org.antlr.v4.runtime.atn.LL1Analyzer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.atn.ProfilingATNSimulator;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the header of the grammar claims. */
class GrammarTest {

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources"))) {
      // Latin-1 and UTF-16 are read as what they are not: any text will do.
      return files.filter(f -> f.toString().endsWith(".conv")).sorted().toList();
    }
  }

  @Test
  void oneTokenDecidesEverywhere() {
    ATN atn = ConvParser._ATN;
    for (DecisionState decision : atn.decisionToState) {
      String where = "a decision of rule " + ConvParser.ruleNames[decision.ruleIndex];
      IntervalSet seen = new IntervalSet();
      for (IntervalSet lookahead : new LL1Analyzer(atn).getDecisionLookahead(decision)) {
        assertNotNull(lookahead, where);
        assertTrue(seen.and(lookahead).isNil(), where + " has two alternatives that begin alike");
        seen.addAll(lookahead);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isNeverAmbiguousAndPredictsNothing(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Diagnostics diagnostics = new Diagnostics(new SourceText(file.toString(), text));
    try {
      Tokens tokens = SyntaxReader.tokens(diagnostics);
      ConvParser parser = SyntaxReader.parser(diagnostics, tokens, new SyntaxBuilder(diagnostics, tokens));
      parser.setInterpreter(new ProfilingATNSimulator(parser));
      parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
      parser.addErrorListener(new FailOnAmbiguity());
      parser.file();
      assertEquals(0, Arrays.stream(parser.getParseInfo().getDecisionInfo()).mapToLong(d -> d.invocations).sum());
    } catch (StopParsing unclosedComment) {
      assertTrue(diagnostics.hasErrors());
    }
  }

  private static final class FailOnAmbiguity extends BaseErrorListener {
    @Override
    public void reportAmbiguity(
        Parser parser, DFA dfa, int start, int stop, boolean exact, BitSet alternatives, ATNConfigSet configurations) {
      fail("ambiguous: alternatives " + alternatives + " at " + start + " to " + stop);
    }
  }

  /** ANTLR's caches of the lexer are shared by all parses and never shrink. */
  @Test
  void theCacheOfTheLexerIsBounded() throws IOException {
    ConvLexer lexer = new ConvLexer(null);
    int states = 0;
    for (int round = 0; round < 3; round++) {
      for (Path file : corpus()) {
        isNeverAmbiguousAndPredictsNothing(file);
      }
      states = Arrays.stream(lexer.getInterpreter().decisionToDFA).mapToInt(dfa -> dfa.states.size()).sum();
    }
    assertTrue(states < 500, states + " states");
  }
}
