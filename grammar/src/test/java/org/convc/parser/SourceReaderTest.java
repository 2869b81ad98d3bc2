package org.convc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {

  private static String messagesOf(Diagnostics diagnostics) {
    assertEquals(Optional.empty(), ConvParser.parse(diagnostics));
    return Parsing.messages(diagnostics);
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), "conv A { kernel 3; } // é");
    Diagnostics diagnostics = SourceReader.read(file, "a.conv");
    assertEquals("conv A { kernel 3; } // é", diagnostics.source().text());
    assertFalse(diagnostics.hasErrors());
  }

  @Test
  void skipsAByteOrderMark() {
    Diagnostics diagnostics = SourceReader.decode("\uFEFFconv A {}".getBytes(StandardCharsets.UTF_8), "a.conv");
    assertEquals("conv A {}", diagnostics.source().text());
  }

  @Test
  void reportsAMissingFile(@TempDir Path folder) {
    assertEquals(
        "a.conv:1:1: error[CONV001]: cannot read this file: it does not exist",
        messagesOf(SourceReader.read(folder.resolve("a.conv"), "a.conv")));
  }

  @Test
  void reportsADirectory(@TempDir Path folder) {
    assertEquals(
        "src:1:1: error[CONV001]: cannot read this file: it is a directory", messagesOf(SourceReader.read(folder, "src")));
  }

  @Test
  void refusesALongFileWithoutReadingItAll(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.conv"), new byte[3 * TextRules.MAX_LENGTH]);
    assertEquals(
        "a.conv:1:1: error[CONV002]: this file is longer than 524,288 bytes", messagesOf(SourceReader.read(file, "a.conv")));
  }

  @Test
  void acceptsTheLongestFile() {
    byte[] bytes = ("conv A {}" + " ".repeat(TextRules.MAX_LENGTH - 9)).getBytes(StandardCharsets.UTF_8);
    Diagnostics diagnostics = SourceReader.decode(bytes, "a.conv");
    assertEquals(1, ConvParser.parse(diagnostics).orElseThrow().declarations().size());
  }

  @Test
  void refusesACharacterThatIsCutOff() {
    byte[] whole = "conv A {} // é".getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
    assertEquals(
        """
        a.conv:1:14: error[CONV003]: byte 0xC3 is not UTF-8 text
          conv A {} // \uFFFD
                       ^
          help: save the file as UTF-8""",
        messagesOf(SourceReader.decode(cut, "a.conv")));
  }
}
