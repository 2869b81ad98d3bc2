package org.convc.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a jar has for others to import, read once, so that no jar stays open. */
final class JarRoot implements ImportRoot {

  private final Path jar;
  private final Map<String, byte[]> files = new TreeMap<>();

  /**
   * @throws IOException if the jar cannot be read
   */
  JarRoot(Path jar) throws IOException {
    this.jar = jar.toAbsolutePath().normalize();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(PACKAGED) && entry.getName().endsWith(".conv")) {
          files.put(entry.getName().substring(PACKAGED.length()), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  @Override
  public Optional<ImportedFile> find(String path) {
    return Optional.ofNullable(files.get(path)).map(bytes -> file(path, bytes));
  }

  private ImportedFile file(String path, byte[] bytes) {
    return new ImportedFile(path, this + "!/" + PACKAGED + path, () -> new ByteArrayInputStream(bytes));
  }

  @Override
  public List<String> near(String path) {
    return List.copyOf(files.keySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JarRoot root && jar.equals(root.jar);
  }

  @Override
  public int hashCode() {
    return jar.hashCode();
  }

  @Override
  public String toString() {
    return jar.getFileName().toString();
  }
}
