package org.convc.source;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Texts in memory. */
record TextRoot(Map<String, String> texts) implements ImportRoot {

  TextRoot {
    texts = Map.copyOf(texts);
  }

  @Override
  public Optional<ImportedFile> find(String path) {
    return Optional.ofNullable(texts.get(path)).map(text -> file(path, text));
  }

  private static ImportedFile file(String path, String text) {
    return new ImportedFile(path, path, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<String> near(String path) {
    return List.copyOf(new TreeMap<>(texts).keySet());
  }

  @Override
  public String toString() {
    return "the given texts";
  }
}
