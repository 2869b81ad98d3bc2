package org.convc.examples.pictures;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads whatever picture the JDK can decode, as red, green and blue on a white ground, not larger than the program can
 * handle.
 */
final class PictureReader {

  /** Larger pictures are scaled down: learning holds about 100 bytes a pixel. */
  static final int MOST_PIXELS = 2_000_000;

  /** Larger ones are thinned while they are decoded, because ImageIO holds whole pictures. */
  private static final int MOST_DECODED = 16_000_000;

  /** Larger ones are refused: no camera makes them, but forty bytes of a file can claim to be one. */
  private static final long MOST_CLAIMED = 1L << 30;

  private PictureReader() {}

  /**
   * @param notes told, in one line, where the picture was scaled
   * @throws PictureException if there is no picture to be had from the file
   */
  static Picture read(Path file, Consumer<String> notes) throws PictureException {
    if (!Files.exists(file)) {
      throw new PictureException(file + ": no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new PictureException(file + ": not a file");
    }
    if (!Files.isReadable(file)) {
      throw new PictureException(file + ": not readable");
    }
    // ImageIO answers null where the operating system refuses what isReadable allowed.
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = stream == null ? null : ImageIO.getImageReaders(stream);
      if (readers == null || !readers.hasNext()) {
        throw new PictureException(file + ": not a picture of a kind that Java reads, such as PNG and JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return read(file, reader, notes);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken files with exceptions of every kind.
      String reason = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      String line = reason.lines().findFirst().orElse("");
      throw new PictureException(file + ": the picture cannot be decoded (" + line + ")");
    }
  }

  private static Picture read(Path file, ImageReader reader, Consumer<String> notes)
      throws IOException, PictureException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_CLAIMED) {
      throw new PictureException(file + ": " + width + " x " + height + " pixels are more than " + MOST_CLAIMED);
    }
    int thin = factor(width, height, MOST_DECODED);
    ImageReadParam parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(thin, thin, 0, 0);
    BufferedImage image = reader.read(0, parameters);
    int shrink = factor(image.getWidth(), image.getHeight(), MOST_PIXELS);
    Picture picture = averaged(image, shrink);
    if (picture.width() != width || picture.height() != height) {
      notes.accept(file + ": " + width + " x " + height + " pixels, scaled down to " + picture.size());
    }
    return picture;
  }

  /** The smallest divisor of both sides that leaves at most so many pixels. */
  private static int factor(int width, int height, int most) {
    int factor = 1;
    while ((long) ceilDiv(width, factor) * ceilDiv(height, factor) > most) {
      factor++;
    }
    return factor;
  }

  /** Every pixel the mean of a square, as far as the image reaches. */
  private static Picture averaged(BufferedImage image, int factor) {
    int width = ceilDiv(image.getWidth(), factor);
    int height = ceilDiv(image.getHeight(), factor);
    float[] values = new float[3 * height * width];
    float[][] row = new float[3][image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      readRow(image, y, row);
      int rows = Math.min(factor, image.getHeight() - y / factor * factor);
      for (int channel = 0; channel < 3; channel++) {
        int to = (channel * height + y / factor) * width;
        for (int x = 0; x < image.getWidth(); x++) {
          int columns = Math.min(factor, image.getWidth() - x / factor * factor);
          values[to + x / factor] += row[channel][x] / (rows * columns);
        }
      }
    }
    return new Picture(3, height, width, values);
  }

  private static void readRow(BufferedImage image, int y, float[][] row) {
    ColorModel colours = image.getColorModel();
    if (colours instanceof ComponentColorModel && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      readGreyRow(image.getRaster(), y, (1 << colours.getComponentSize(0)) - 1f, row);
      return;
    }
    for (int x = 0; x < image.getWidth(); x++) {
      int argb = image.getRGB(x, y);
      float alpha = (argb >>> 24) / 255f;
      for (int channel = 0; channel < 3; channel++) {
        float value = (argb >> 16 - 8 * channel & 255) / 255f;
        row[channel][x] = onWhite(value, alpha);
      }
    }
  }

  /** From the samples themselves: Java takes grey ones for linear light, and getRGB would brighten them. */
  private static void readGreyRow(Raster samples, int y, float white, float[][] row) {
    for (int x = 0; x < samples.getWidth(); x++) {
      float alpha = samples.getNumBands() > 1 ? samples.getSample(x, y, 1) / white : 1;
      float value = onWhite(samples.getSample(x, y, 0) / white, alpha);
      for (float[] channel : row) {
        channel[x] = value;
      }
    }
  }

  private static float onWhite(float value, float alpha) {
    return alpha * value + (1 - alpha);
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
