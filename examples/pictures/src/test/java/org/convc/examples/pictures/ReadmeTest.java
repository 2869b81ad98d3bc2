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

/** What the README and the guide for programs show compiles and runs, and what they point to is there. */
class ReadmeTest {

  private static final Path ROOT = Path.of("../..");

  @TempDir
  private Path directory;

  private final Document readme = new Document(ROOT.resolve("README.md"));
  private final Document guide = new Document(ROOT.resolve("compiler/PROGRAMS.md"));
  private final String vision = readme.blocks("conv").get(0);

  ReadmeTest() throws IOException {}

  /** In processes of their own: the programs open vision.conv in their working directory. */
  @Test
  void theProgramsRun() throws Exception {
    Files.writeString(directory.resolve("vision.conv"), vision);
    ConvModule module = Convc.compile("vision.conv", vision, CompileOptions.defaults().withoutVectors());
    List<String> javac = new ArrayList<>(List.of("javac", "-d", "classes"));
    for (GeneratedSource source : module.sources()) {
      Path file = directory.resolve(source.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text());
      javac.add(source.path());
    }
    List<String> ofReadme = readme.writePrograms("Readme", directory);
    List<String> ofGuide = guide.writePrograms("Guide", directory);
    ofReadme.forEach(name -> javac.add(name + ".java"));
    ofGuide.forEach(name -> javac.add(name + ".java"));
    Document.run(directory, javac.toArray(String[]::new));

    String said = java(ofReadme.get(0));
    String source = module.source("Edges") + System.lineSeparator();
    assertTrue(said.endsWith(source), said);
    String log = said.substring(0, said.length() - source.length());
    assertEquals(2, log.split("--add-modules jdk.incubator.vector", -1).length, log);
    assertEquals("", java(ofReadme.get(1)));
    assertEquals(2, ofReadme.size());

    String warning = java("--add-modules", "jdk.incubator.vector", ofGuide.get(0));
    assertEquals("WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator(), warning);
    assertTrue(java(ofGuide.get(1)).contains("forward: "));
    assertTrue(java(ofGuide.get(2)).contains("backwardData: "));
    java(ofGuide.get(3));
    assertTrue(Files.exists(directory.resolve("vision.tuning")));
    java(ofGuide.get(4));
    java(ofGuide.get(5));
    assertEquals(6, ofGuide.size());
  }

  private String java(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("java", "-cp", "classes" + File.pathSeparator + System.getProperty("java.class.path")));
    command.addAll(List.of(words));
    return Document.run(directory, command.toArray(String[]::new));
  }

  @Test
  void theMessageIsTheOneThatIsShown() {
    String broken = vision.replace("kernel  7;", "kernel  700;");
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile("vision.conv", broken));
    assertEquals(readme.blocks("text").get(0), e.getMessage() + "\n");
  }

  @Test
  void thePluginIsOfTheVersionThatIsBuilt() throws Exception {
    Matcher version = Pattern.compile("<version>.*?</version>").matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(version.find());
    assertTrue(readme.blocks("xml").get(0).contains(version.group()), version.group());
  }

  @Test
  void linksLeadSomewhere() {
    List<Path> links = new ArrayList<>(readme.links());
    links.addAll(guide.links());
    assertTrue(links.size() > 10);
    links.forEach(link -> assertTrue(Files.exists(link), link::toString));
    assertTrue(Files.isExecutable(ROOT.resolve("convc")));
  }
}
