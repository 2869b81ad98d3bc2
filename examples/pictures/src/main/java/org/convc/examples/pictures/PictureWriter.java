package org.convc.examples.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes PNG files into one directory. */
final class PictureWriter {

  private final Path directory;

  /**
   * @throws PictureException if the directory does not exist and cannot be made
   */
  PictureWriter(Path directory) throws PictureException {
    this.directory = directory;
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new PictureException(directory + ": not a directory");
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new PictureException(directory + ": the directory cannot be made (" + reason(e) + ")");
    }
  }

  /** Where a picture of this name goes. */
  Path file(String name) {
    return directory.resolve(name + ".png");
  }

  /**
   * Values outside of 0 to 1 become black and white. An older file of the name is replaced.
   *
   * @throws PictureException if the file cannot be written
   */
  void write(String name, Picture picture) throws PictureException {
    Path file = file(name);
    try (OutputStream stream = Files.newOutputStream(file)) {
      ImageIO.write(image(picture), "png", stream);
    } catch (IOException e) {
      throw new PictureException(file + ": cannot be written (" + reason(e) + ")");
    }
  }

  private static BufferedImage image(Picture picture) {
    int type = picture.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    WritableRaster samples = image.getRaster();
    for (int channel = 0; channel < picture.channels(); channel++) {
      for (int y = 0; y < picture.height(); y++) {
        for (int x = 0; x < picture.width(); x++) {
          samples.setSample(x, y, channel, Math.round(255 * Math.min(Math.max(picture.at(channel, y, x), 0), 1)));
        }
      }
    }
    return image;
  }

  /** In words: the messages of these exceptions are mostly only the name of the file. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String words = e.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.toLowerCase(Locale.ROOT);
  }
}
