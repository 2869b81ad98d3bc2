package org.convc.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.ConvModule;
import org.convc.GeneratedSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles and runs, and what it points to is there. */
class ReadmeTest {

  private static final Path ROOT = Path.of("../..");

  @TempDir
  private Path directory;

  private final String readme = Files.readString(ROOT.resolve("README.md"));

  ReadmeTest() throws IOException {}

  /** In a process of its own: the program opens vision.conv in its working directory. */
  @Test
  void theProgramsRun() throws Exception {
    Files.writeString(directory.resolve("vision.conv"), blocks("conv").get(0));
    CompileOptions plain = CompileOptions.defaults().withoutVectors();
    ConvModule vision = Convc.compile("vision.conv", blocks("conv").get(0), plain);
    List<String> javac = new ArrayList<>(List.of("javac", "-d", "classes"));
    for (GeneratedSource source : vision.sources()) {
      javac.add(write(source.path(), source.text()));
    }
    for (int i = 0; i < blocks("java").size(); i++) {
      javac.add(write("Program" + i + ".java", program("Program" + i, blocks("java").get(i))));
    }
    run(javac.toArray(String[]::new));
    String classPath = "classes" + File.pathSeparator + System.getProperty("java.class.path");
    String said = run("java", "-cp", classPath, "Program0");
    String source = vision.source("Edges") + System.lineSeparator();
    assertTrue(said.endsWith(source), said);
    String log = said.substring(0, said.length() - source.length());
    assertEquals(2, log.split("--add-modules jdk.incubator.vector", -1).length, log);
    assertEquals("", run("java", "-cp", classPath, "Program1"));
    String warning = run("java", "--add-modules", "jdk.incubator.vector", "-cp", classPath, "Program2");
    assertEquals("WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator(), warning);
    assertTrue(run("java", "-cp", classPath, "Program3").contains("forward: "));
    assertTrue(run("java", "-cp", classPath, "Program4").contains("backwardData: "));
    run("java", "-cp", classPath, "Program5");
    assertTrue(Files.exists(directory.resolve("vision.tuning")));
    run("java", "-cp", classPath, "Program3");
  }

  @Test
  void theMessageIsTheOneThatIsShown() {
    String broken = blocks("conv").get(0).replace("kernel  7;", "kernel  700;");
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile("vision.conv", broken));
    assertEquals(blocks("text").get(0), e.getMessage() + "\n");
  }

  @Test
  void thePluginIsOfTheVersionThatIsBuilt() throws Exception {
    Matcher version = Pattern.compile("<version>.*?</version>").matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(version.find());
    assertTrue(blocks("xml").get(0).contains(version.group()), version.group());
  }

  @Test
  void linksLeadSomewhere() {
    Matcher links = Pattern.compile("]\\(([^)]+)\\)").matcher(readme);
    int count = 0;
    for (; links.find(); count++) {
      assertTrue(Files.exists(ROOT.resolve(links.group(1))), links.group(1));
    }
    assertTrue(count > 3);
    assertTrue(Files.isExecutable(ROOT.resolve("convc")));
  }

  /** The contents of all blocks of one language. */
  private List<String> blocks(String language) {
    Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  private static String program(String name, String statements) {
    return """
        import java.nio.file.Path;
        import java.util.concurrent.*;
        import org.convc.*;
        import org.convc.runtime.*;

        public class %s {
          public static void main(String[] words) throws Exception {
            %s
          }
        }
        """.formatted(name, statements);
  }

  private String write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return path;
  }

  /** What a tool of this JDK prints, all of it. */
  private String run(String... command) throws Exception {
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
