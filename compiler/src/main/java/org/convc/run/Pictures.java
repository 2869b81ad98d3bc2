package org.convc.run;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;

/**
 * Pictures as data of layers with one channel or three: black is 0, white is the same number everywhere, and what is transparent shows a
 * white ground. Colours become grey by Rec. 601 luma; grey becomes three equal colours.
 */
final class Pictures {

  private static final double[] LUMA = {0.299, 0.587, 0.114};

  private final double white;

  /**
   * @param white the number that a white pixel is
   */
  Pictures(double white) {
    this.white = white;
  }

  /**
   * @throws TensorFileException if the file is no picture, or not of the layer's size
   */
  Tensor read(Path file, Slot slot) throws IOException {
    if (!isPicture(slot)) {
      throw new TensorFileException(
          file.toString(), "a picture has 1 or 3 channels, height and width; expected " + slot.expected());
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = stream == null ? null : ImageIO.getImageReaders(stream);
      if (readers == null || !readers.hasNext()) {
        throw new TensorFileException(file.toString(), "not a picture of a kind that Java reads");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        // Before anything is decoded: some bytes can claim to be a picture of any size.
        checkSize(file, reader.getWidth(0), reader.getHeight(0), slot);
        return tensor(reader.read(0), slot);
      } finally {
        reader.dispose();
      }
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken files with exceptions of every kind.
      String reason = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()).lines().findFirst().orElse("");
      throw new TensorFileException(file.toString(), "the picture cannot be decoded: " + reason, e);
    }
  }

  /** Whether data of this slot can be a picture. */
  static boolean isPicture(Slot slot) {
    int channels = slot.item().size(slot.channelAxis());
    return slot.batched() && slot.item().rank() == 3 && (channels == 1 || channels == 3);
  }

  /**
   * Writes a PNG file of 8 bits a channel. What is below 0, or no number, becomes black, what is above white becomes white.
   *
   * @param tensor one item
   * @return how many numbers were not between black and white
   */
  int write(Tensor tensor, Slot slot, OutputStream out) throws IOException {
    int channels = slot.item().size(slot.channelAxis());
    int height = height(slot);
    int width = width(slot);
    int clipped = 0;
    BufferedImage image = new BufferedImage(width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    WritableRaster samples = image.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < channels; channel++) {
          double value = tensor.value(index(slot, channel, y, x)) / white;
          clipped += value >= 0 && value <= 1 ? 0 : 1;
          samples.setSample(x, y, channel, (int) Math.round(255 * Math.min(Math.max(value, 0), 1)));
        }
      }
    }
    ImageIO.write(image, "png", out);
    return clipped;
  }

  private static void checkSize(Path file, int width, int height, Slot slot) throws TensorFileException {
    if (width != width(slot) || height != height(slot)) {
      throw new TensorFileException(
          file.toString(), "a picture of height " + height + " and width " + width + "; expected " + slot.expected());
    }
  }

  private Tensor tensor(BufferedImage image, Slot slot) {
    int channels = slot.item().size(slot.channelAxis());
    Tensor tensor = Tensor.zeros(slot.type(), slot.item().toArray());
    double[] colours = new double[3];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        readPixel(image, y, x, colours);
        if (channels == 1) {
          tensor.set(index(slot, 0, y, x), white * grey(colours));
        } else {
          for (int channel = 0; channel < channels; channel++) {
            tensor.set(index(slot, channel, y, x), white * colours[channel]);
          }
        }
      }
    }
    return tensor;
  }

  /** Red, green and blue between 0 and 1. */
  private static void readPixel(BufferedImage image, int y, int x, double[] colours) {
    ColorModel model = image.getColorModel();
    if (model instanceof ComponentColorModel && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      // The samples themselves: Java takes grey ones for linear light, and getRGB would brighten them.
      double most = (1 << model.getComponentSize(0)) - 1;
      double alpha = model.hasAlpha() ? image.getRaster().getSample(x, y, 1) / most : 1;
      double grey = onWhite(image.getRaster().getSample(x, y, 0) / most, alpha);
      Arrays.fill(colours, grey);
      return;
    }
    int argb = image.getRGB(x, y);
    double alpha = (argb >>> 24) / 255.0;
    for (int channel = 0; channel < 3; channel++) {
      colours[channel] = onWhite((argb >> 16 - 8 * channel & 255) / 255.0, alpha);
    }
  }

  private static double grey(double[] colours) {
    boolean isGrey = colours[0] == colours[1] && colours[1] == colours[2];
    return isGrey ? colours[0] : LUMA[0] * colours[0] + LUMA[1] * colours[1] + LUMA[2] * colours[2];
  }

  private static double onWhite(double value, double alpha) {
    return alpha * value + (1 - alpha);
  }

  private static int index(Slot slot, int channel, int y, int x) {
    int channels = slot.item().size(slot.channelAxis());
    return slot.channelAxis() == 0
        ? (channel * height(slot) + y) * width(slot) + x
        : (y * width(slot) + x) * channels + channel;
  }

  private static int height(Slot slot) {
    return slot.item().size(slot.channelAxis() == 0 ? 1 : 0);
  }

  private static int width(Slot slot) {
    return slot.item().size(slot.channelAxis() == 0 ? 2 : 1);
  }
}
