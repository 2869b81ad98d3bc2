package org.convc.proof;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.Scanner;
import org.codehaus.janino.Token;
import org.codehaus.janino.TokenType;
import org.convc.CompileOptions;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.testing.Calls;

/**
 * Names, comments and paths that try to become code: through the facade, they are refused at their place or the generated source has the
 * same tokens as without them, and both Java compilers take it.
 */
final class Figure11HostileText implements Figure {

  private static final String BODY = "conv Layer1 { input 1 x 5; filters 2; kernel 3; bias; }\n";
  private static final String FILE = "plain.conv";

  /** A file name and a text each. */
  private static final Map<String, String[]> ATTACKS = new LinkedHashMap<>();

  static {
    List<String> comments =
        List.of(
            "\\u002a\\u002f static { System.exit(1); } \\u002f\\u002a",
            "\\uuuu002a/ int evil; /\\u002a",
            "\\u000a} class Evil {",
            "\\u005cu002a/ int evil;",
            "\\\\u002a/ \\u",
            "\\u00",
            "* / int evil; / *",
            "*\u200b/ int evil;",
            "{@code } </pre> <script>alert(1)</script> @deprecated {@link",
            "\"; int evil; //",
            "' + evil + '",
            "$L $T $S $$ $> $< $[ $]",
            "%s %n %d",
            "\u2028 int evil; \u2029",
            "\u202e int evil; \u202c",
            "\u2066 hidden \u2069",
            "\u0000",
            "\u001a",
            "\ud83d",
            "\ud83d\ude00 smile",
            "x".repeat(10_000),
            "@Override\n * @see Evil\n * ",
            "/* /* /** //");
    for (String comment : comments) {
      ATTACKS.put("doc comment " + comment, new String[] {FILE, "/** " + comment + " */\n" + BODY});
      ATTACKS.put("comment " + comment, new String[] {FILE, "// " + comment + "\n" + BODY});
      ATTACKS.put("path " + comment, new String[] {"dir/" + comment + ".conv", BODY});
    }
    ATTACKS.put("end of comment", new String[] {FILE, "/** a */ static { } /* b */\n" + BODY});
    for (String path : List.of("a\nb*/ int evil; /*.conv", "..\\..\\u002a/evil.conv", "a\" + evil + \".conv", "*/.conv", "", "/", "\\")) {
      ATTACKS.put("path " + path, new String[] {path, BODY});
    }
    for (String name : List.of("class", "int", "true", "null", "_", "goto", "var", "record", "sealed", "yield", "Object", "String", "enum",
        "a.b", "A$B", "L\u0430yer", "\\u004c", "L-1", "1L", "x", "super", "Math", "FloatConvLayer")) {
      ATTACKS.put("name " + name, new String[] {FILE, BODY.replace("Layer1", name)});
      ATTACKS.put("package " + name, new String[] {FILE, "package " + name + ";\n" + BODY});
      ATTACKS.put("constant " + name, new String[] {FILE, "const " + name + " = 5;\n" + BODY});
    }
  }

  @Override
  public String number() {
    return "11";
  }

  @Override
  public String what() {
    return "hostile names, comments and paths";
  }

  @Override
  public String target() {
    return "same tokens, or refused";
  }

  @Override
  public long ordinary() {
    return full();
  }

  @Override
  public long full() {
    return ATTACKS.size();
  }

  @Override
  public Finding measure(Size size) {
    List<String> names = List.copyOf(ATTACKS.keySet());
    AtomicLong refused = new AtomicLong();
    Set<String> taken = ConcurrentHashMap.newKeySet();
    Size available = new Size(Math.min(size.count(), names.size() - size.first()), size.first(), size.seed(), size.threads());
    List<String> failures = Cases.run(number(), available, index -> attack(ATTACKS.get(names.get((int) index)), refused, taken));
    String value = available.count() - failures.size() + " of " + available.count() + ", " + refused.get() + " refused";
    return new Finding(value, available.count(), 0, failures, List.of());
  }

  /**
   * @param taken the sources that were compiled before
   */
  private static Optional<String> attack(String[] fileAndText, AtomicLong refused, Set<String> taken) throws IOException, CompileException {
    ConvModule module;
    try {
      CompileOptions javac = Calls.SAME_EVERYWHERE.withJavaCompiler(CompileOptions.JavaCompiler.JAVAC);
      module = Convc.compile(fileAndText[0], fileAndText[1], javac);
    } catch (ConvException e) {
      refused.incrementAndGet();
      return Optional.empty();
    }
    String name = module.layerNames().get(0);
    String plainText = BODY.replace("Layer1", name);
    String javaPackage = module.packageName().isEmpty() ? "" : "package " + module.packageName() + ";\n";
    List<String> expected = tokens(Convc.compile(FILE, javaPackage + plainText, Calls.SAME_EVERYWHERE).source(name));
    List<String> actual = tokens(module.source(name));
    if (!actual.equals(expected)) {
      return Optional.of(fileAndText[0] + "\n" + fileAndText[1] + "\nbecomes\n" + module.source(name));
    }
    // Both Java compilers take it. Many an attack comes to nothing, and leaves a source that another one left.
    if (!taken.contains(module.source(name))) {
      module.layer(name);
      Convc.compile(fileAndText[0], fileAndText[1], Calls.SAME_EVERYWHERE).layer(name);
      taken.add(module.source(name));
    }
    return Optional.empty();
  }

  private static List<String> tokens(String source) throws IOException, CompileException {
    Scanner scanner = new Scanner("Source.java", new StringReader(source));
    List<String> tokens = new ArrayList<>();
    for (Token token = scanner.produce(); token.type != TokenType.END_OF_INPUT; token = scanner.produce()) {
      boolean text = token.type != TokenType.WHITE_SPACE
          && token.type != TokenType.C_STYLE_COMMENT
          && token.type != TokenType.C_PLUS_PLUS_STYLE_COMMENT;
      if (text) {
        tokens.add(token.value);
      }
    }
    return tokens;
  }
}
