package org.convc.examples.pictures;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.convc.ConvModule;

/**
 * Compiles {@code pictures.conv} for a picture, filters the picture, and learns Sobel's filter back from the result.
 */
public final class Main {

  private final PrintStream out;

  private Main(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] words) {
    System.setProperty("java.awt.headless", "true");
    int status = run(System.out, System.err, words);
    System.out.flush();
    System.exit(status);
  }

  /**
   * The exit status: 0, 1 where something outside of the program is not as it must be, 2 where the words make no sense.
   */
  static int run(PrintStream out, PrintStream err, String... words) {
    try {
      Arguments arguments = Arguments.parse(words);
      if (arguments.help()) {
        out.print(Arguments.USAGE);
      } else {
        new Main(out).run(arguments);
      }
      return 0;
    } catch (Arguments.UsageException e) {
      err.println("convc demo: " + e.getMessage());
      err.print(Arguments.USAGE);
      return 2;
    } catch (PictureException e) {
      err.println("convc demo: " + e.getMessage());
      return 1;
    } catch (OutOfMemoryError e) {
      err.println("convc demo: not enough memory for this picture; JAVA_TOOL_OPTIONS=-Xmx1g allows a gigabyte");
      return 1;
    }
  }

  private void run(Arguments arguments) throws PictureException {
    // Otherwise ImageIO copies what it reads and writes to files in a temporary directory.
    ImageIO.setUseCache(false);
    Picture picture =
        arguments.picture().isPresent() ? PictureReader.read(arguments.picture().get(), out::println) : Drawing.draw();
    PictureWriter writer = new PictureWriter(arguments.out());
    if (arguments.picture().isPresent()) {
      refuseToReplace(arguments.picture().get(), writer);
    }
    String name = arguments.picture().map(Path::toString).orElse("a picture of our own");
    out.println(name + ", " + picture.size() + " pixels");

    ConvModule module = Layers.compile(picture.height(), picture.width());
    Picture edges = new Gallery(module, writer, out).fill(picture);
    Lesson.learn(module.layer("Learner"), picture.grey(), edges, out).print(out);
  }

  /** What the program writes always has the same names, and one of them may be that of the picture it was given. */
  private static void refuseToReplace(Path picture, PictureWriter writer) throws PictureException {
    for (String name : Gallery.NAMES) {
      try {
        if (Files.exists(writer.file(name)) && Files.isSameFile(writer.file(name), picture)) {
          throw new PictureException(picture + ": would be replaced by a result; choose another directory with --out");
        }
      } catch (IOException e) {
        throw new PictureException(picture + ": cannot be compared with " + writer.file(name));
      }
    }
  }
}
