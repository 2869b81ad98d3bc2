package org.convc.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java virtual machine to run a test's main class in.
 *
 * @param home of the JDK
 * @param version as its release file has it
 */
public record OtherJvm(Path home, String version) {

  /** The JDK that runs this. */
  public static OtherJvm same() {
    return new OtherJvm(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
  }

  /** JDKs of other releases on this machine: beside the running one, or named by JAVA_HOME_ variables. One of each release. */
  public static List<OtherJvm> others() {
    List<Path> homes = new ArrayList<>();
    try (Stream<Path> siblings = Files.list(same().home().toRealPath().getParent())) {
      siblings.sorted().forEach(homes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.getenv().forEach((name, value) -> {
      if (name.startsWith("JAVA_HOME_") || name.matches("JDK_?\\d+(_HOME)?")) {
        homes.add(Path.of(value));
      }
    });
    Map<Integer, OtherJvm> byRelease = new TreeMap<>();
    for (Path home : homes) {
      String version = version(home);
      if (!version.isEmpty() && Runtime.Version.parse(version).feature() >= 17) {
        byRelease.putIfAbsent(Runtime.Version.parse(version).feature(), new OtherJvm(home, version));
      }
    }
    byRelease.remove(Runtime.version().feature());
    return List.copyOf(byRelease.values());
  }

  /** Runs a main class with the class path of this test, and {@code classes} before it. The lines that it prints. */
  public List<String> run(List<String> options, Path classes, Class<?> main, List<String> arguments) {
    return run(options, classes, Path.of(""), main, arguments);
  }

  /** As {@link #run(List, Path, Class, List)}, in another working directory. */
  public List<String> run(List<String> options, Path classes, Path directory, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        reader.lines().forEach(lines::add);
      }
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(command + " ended with " + exit + ":\n" + String.join("\n", lines));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
      return "";
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("JAVA_VERSION", "").replace("\"", "");
  }
}
