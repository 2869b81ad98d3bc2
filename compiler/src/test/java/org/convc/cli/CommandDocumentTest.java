package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.convc.testing.OtherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the examples of {@code compiler/COMMAND.md} in one folder, as a reader would, and compares what they print; {@code
 * -Dconvc.rewrite=true} writes it into the document. A block whose first line is a comment with the name of a file is that file. A number in
 * brackets after what a command prints is its exit code, if that is not 0.
 */
class CommandDocumentTest {

  private static final Path DOCUMENT = Path.of("COMMAND.md");

  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```\\n", Pattern.DOTALL);
  private static final Pattern NAMED_FILE = Pattern.compile("(?://|#) (\\S+\\.\\w+)\\n.*", Pattern.DOTALL);

  @TempDir
  Path folder;

  @Test
  void theDocumentShowsWhatTheCommandDoes() throws IOException {
    String document = Files.readString(DOCUMENT);
    writePicture();
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(document);
    while (block.find()) {
      Matcher file = NAMED_FILE.matcher(block.group(2));
      if (file.matches()) {
        Files.writeString(folder.resolve(file.group(1)), block.group(2));
      } else if (block.group(1).equals("console")) {
        block.group(2).lines().filter(line -> line.startsWith("$ convc ")).forEach(commands::add);
      }
    }
    assertTrue(commands.size() > 10, commands.toString());
    String actual = replaceConsoles(document, transcript(commands));
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(DOCUMENT, actual);
    }
    assertEquals(Files.readString(DOCUMENT), actual, "mvn -pl compiler -am test -Dconvc.rewrite=true rewrites it");
  }

  @Test
  void everyCommandIsInTheDocument() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      assertTrue(document.contains("convc " + command), command);
    }
  }

  /** What each command prints, and its exit code. They run in one process of their own, for only so can they have a folder of their own. */
  private List<String> transcript(List<String> commands) {
    List<String> lines = OtherJvm.same().run(List.of("-Duser.language=en"), folder, folder, Transcript.class, commands);
    List<String> transcript = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        transcript.add("");
      } else {
        transcript.set(transcript.size() - 1, transcript.get(transcript.size() - 1) + line + "\n");
      }
    }
    return transcript;
  }

  private static String replaceConsoles(String document, List<String> transcript) {
    List<String> left = new ArrayList<>(transcript);
    return BLOCK.matcher(document).replaceAll(block -> {
      if (!block.group(1).equals("console")) {
        return Matcher.quoteReplacement(block.group());
      }
      StringBuilder console = new StringBuilder("```console\n");
      block.group(2).lines().filter(line -> line.startsWith("$ convc ")).forEach(line -> console.append(line).append('\n').append(left.remove(0)));
      return Matcher.quoteReplacement(console + "```\n");
    });
  }

  /** The picture that the document speaks of: a bright square on black. */
  private void writePicture() throws IOException {
    BufferedImage picture = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 2; y < 5; y++) {
      for (int x = 2; x < 6; x++) {
        picture.getRaster().setSample(x, y, 0, 255);
      }
    }
    ImageIO.write(picture, "png", folder.resolve("square.png").toFile());
  }
}
