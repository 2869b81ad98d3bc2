package org.convc.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.convc.CompileOptions;
import org.convc.build.Generation;
import org.convc.build.SourceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkersTest {

  @TempDir Path folder;

  /** Notes what an IDE would show. */
  private static final class Ide extends DefaultBuildContext {

    private final List<String> calls = new ArrayList<>();

    Ide() {
      super(new org.sonatype.plexus.build.incremental.DefaultBuildContext());
    }

    @Override
    public void removeMessages(File file) {
      calls.add("clear " + file.getName());
    }

    @Override
    public void addMessage(File file, int line, int column, String message, int severity, Throwable cause) {
      calls.add(String.join(":", file.getName(), String.valueOf(line), String.valueOf(column), String.valueOf(severity), " " + message));
    }
  }

  @Test
  void messagesStandAtTheirPlacesAndEarlierOnesGo() throws IOException {
    Files.writeString(folder.resolve("a.conv"), "conv A { input 1 x 8; filters 1; kernel 3; }\n");
    Files.writeString(folder.resolve("b.conv"), "package b;\nconv B {\n  input 1 x 2;\n  filters 1;\n  kernel 3;\n}\n");
    SourceTree sources = SourceTree.of(folder, name -> name.endsWith(".conv"));
    Ide ide = new Ide();

    Markers markers = new Markers(ide, new org.sonatype.plexus.build.incremental.DefaultBuildContext());
    markers.show(sources, Generation.of(sources, CompileOptions.defaults()).messages());

    assertEquals(
        List.of(
            "clear a.conv",
            "clear b.conv",
            "a.conv:1:1:1: this file names no package, and classes in packages cannot use its layers",
            "b.conv:5:10:2: kernel does not fit the padded input"),
        ide.calls);
  }
}
