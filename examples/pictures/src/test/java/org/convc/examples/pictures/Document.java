package org.convc.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document of the repository: what it shows, and what becomes of it. */
final class Document {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  private final Path path;
  private final String text;

  Document(Path path) throws IOException {
    this.path = path;
    this.text = Files.readString(path);
  }

  /** The contents of all blocks of one language. */
  List<String> blocks(String language) {
    Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  /** The files that it points to. */
  List<Path> links() {
    return LINK.matcher(text).results().map(link -> path.resolveSibling(link.group(1))).toList();
  }

  /** Writes its Java statements into the bodies of programs, which are called after a word and a number from 0. */
  List<String> writePrograms(String word, Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    for (String statements : blocks("java")) {
      String name = word + names.size();
      Files.writeString(
          directory.resolve(name + ".java"),
          """
          import java.nio.file.Path;
          import java.util.concurrent.*;
          import org.convc.*;
          import org.convc.runtime.*;

          public class %s {
            public static void main(String[] words) throws Exception {
              %s
            }
          }
          """.formatted(name, statements));
      names.add(name);
    }
    return names;
  }

  /** What a tool of this JDK prints, all of it. */
  static String run(Path directory, String... command) throws Exception {
    ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    process.command().set(0, Path.of(System.getProperty("java.home"), "bin", command[0]).toString());
    process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    process.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
    Process started = process.start();
    String said = new String(started.getInputStream().readAllBytes());
    assertEquals(0, started.waitFor(), said);
    return said;
  }
}
