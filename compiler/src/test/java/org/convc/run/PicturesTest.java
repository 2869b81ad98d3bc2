package org.convc.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

  private static final Slot GREY = Slots.input("input 1 x 2 x 3; filters 1; kernel 1;");
  private static final Slot COLOURS = Slots.input("input 3 x 2 x 3; filters 1; kernel 1;");
  private static final Slot COLOURS_LAST = Slots.input("input 3 x 2 x 3; filters 1; kernel 1; layout nhwc;");

  @TempDir
  Path folder;

  @Test
  void greySamplesAreTakenAsTheyAre() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage image = new BufferedImage(3, 2, type);
      int white = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65_535;
      for (int x = 0; x < 3; x++) {
        image.getRaster().setSample(x, 1, 0, x * white / 5);
      }
      assertArrayEquals(new float[] {0, 0, 0, 0, 51, 102}, read(image, GREY, 255).floats());
      assertArrayEquals(new float[] {0, 0, 0, 0, 0.2f, 0.4f, 0, 0, 0, 0, 0.2f, 0.4f, 0, 0, 0, 0, 0.2f, 0.4f}, read(image, COLOURS, 1).floats());
    }
  }

  @Test
  void coloursAreChannelsInTheOrderOfTheLayout() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 0, 0x0a141e);
    Tensor planes = read(image, COLOURS, 255);
    assertEquals(10, planes.floats()[2]);
    assertEquals(20, planes.floats()[6 + 2]);
    assertEquals(30, planes.floats()[12 + 2]);
    Tensor pixels = read(image, COLOURS_LAST, 255);
    assertArrayEquals(new float[] {10, 20, 30}, new float[] {pixels.floats()[6], pixels.floats()[7], pixels.floats()[8]});
  }

  @Test
  void coloursBecomeGreyByTheirLuma() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x0000ff);
    image.setRGB(1, 0, 0xffffff);
    Tensor grey = read(image, GREY, 1);
    assertEquals(0.114f, grey.floats()[0], 1e-6f);
    assertEquals(1f, grey.floats()[1]);
  }

  @Test
  void whatIsTransparentShowsWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff000000);
    assertArrayEquals(new float[] {0, 1, 1, 1, 1, 1}, read(image, GREY, 1).floats());
  }

  @Test
  void aPictureIsOfTheLayersSize() throws IOException {
    BufferedImage image = new BufferedImage(2, 3, BufferedImage.TYPE_BYTE_GRAY);
    TensorFileException refused = assertThrows(TensorFileException.class, () -> read(image, GREY, 1));
    assertTrue(
        refused.getMessage().endsWith("a picture of height 3 and width 2; expected the input of A, 1 x 2 x 3 (channels x height x width) "
            + "or batch x 1 x 2 x 3"),
        refused.getMessage());
    Slot many = Slots.input("input 2 x 2 x 3; filters 1; kernel 1;");
    assertTrue(assertThrows(TensorFileException.class, () -> read(image, many, 1)).getMessage().contains("1 or 3 channels"));
  }

  @Test
  void aDamagedPictureIsOneError() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    read(image, COLOURS, 1);
    byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
    for (int length = 0; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));
      try {
        // Some decoders do without the last bytes, which say nothing.
        assertArrayEquals(new float[18], new Pictures(1).read(file, COLOURS).floats());
      } catch (TensorFileException refused) {
        assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
      }
    }
  }

  @Test
  void writesWhatItReads() throws IOException {
    float[] values = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertEquals(0, new Pictures(1).write(Tensor.of(values, 1, 2, 3), GREY, bytes));
    Path file = Files.write(folder.resolve("a.png"), bytes.toByteArray());
    assertArrayEquals(values, new Pictures(1).read(file, GREY).floats());
  }

  @Test
  void countsWhatIsNotBetweenBlackAndWhite() throws IOException {
    float[] values = {-1, 0, 255, 256, Float.NaN, Float.POSITIVE_INFINITY};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertEquals(4, new Pictures(255).write(Tensor.of(values, 1, 2, 3), GREY, bytes));
    Path file = Files.write(folder.resolve("a.png"), bytes.toByteArray());
    assertArrayEquals(new float[] {0, 0, 255, 255, 0, 255}, new Pictures(255).read(file, GREY).floats());
  }

  private Tensor read(BufferedImage image, Slot slot, double white) throws IOException {
    Path file = folder.resolve("a.png");
    ImageIO.write(image, "png", file.toFile());
    return new Pictures(white).read(file, slot);
  }
}
