package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.convc.runtime.ConvLayer;
import org.junit.jupiter.api.Test;

class ReservedNamesTest {

  @Test
  void everyPublicTypeOfTheRuntimeIsReserved() {
    List<String> open =
        new ClassFileImporter()
            .importPackagesOf(ConvLayer.class).stream()
            .filter(c -> c.getPackageName().equals(ConvLayer.class.getPackageName()))
            .filter(c -> c.isTopLevelClass() && c.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .filter(name -> ReservedNames.reason(name).isEmpty())
            .toList();
    assertEquals(List.of(), open);
  }

  /** The list is written down so that a file means the same on every JDK; a newer JDK than it knows may have more. */
  @Test
  void everyPublicTypeOfJavaLangIsReserved() throws IOException {
    Path folder = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java/lang");
    List<String> open = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        boolean topLevel = Files.isRegularFile(file) && !name.contains("$") && !name.contains("-");
        if (topLevel && isPublic(name) && ReservedNames.reason(name).isEmpty()) {
          open.add(name);
        }
      }
    }
    if (Runtime.version().feature() <= 25) {
      assertEquals(List.of(), open);
    }
  }

  private static boolean isPublic(String name) {
    try {
      return Modifier.isPublic(Class.forName("java.lang." + name, false, null).getModifiers());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Test
  void namesAreThoseOfJava() {
    for (String word : "int enum goto strictfp _ true null record Stem x1 sealed when".split(" ")) {
      assertEquals(
          SourceVersion.isName(word, SourceVersion.RELEASE_17), ReservedNames.isJavaName(word), word);
    }
    for (String word : List.of("var", "yield", "record", "sealed", "permits")) {
      assertTrue(ReservedNames.isJavaName(word), word);
      assertFalse(ReservedNames.isJavaTypeName(word), word);
    }
  }
}
