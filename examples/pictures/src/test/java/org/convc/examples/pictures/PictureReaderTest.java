package org.convc.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {

  @TempDir
  private Path directory;

  private final List<String> notes = new ArrayList<>();

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {13, 22}}) {
      Picture picture = Pictures.noise(size[0], size[1], 1);
      new PictureWriter(directory).write("noise", picture);
      Picture read = PictureReader.read(directory.resolve("noise.png"), notes::add);
      assertEquals(picture.size(), read.size());
      assertArrayEquals(picture.values(), read.values(), 1e-6f);
    }
    assertEquals(List.of(), notes);
  }

  @Test
  void greyIsNotBrightened() throws Exception {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage image = new BufferedImage(3, 2, type);
      int white = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535;
      image.getRaster().setSample(2, 1, 0, white / 5);
      image.getRaster().setSample(0, 1, 0, white);
      float[] plane = {0, 0, 0, 1, 0, 0.2f};
      assertArrayEquals(colours(plane, plane, plane), read(image, "png").values(), 1e-6f);
    }
  }

  @Test
  void transparencyIsOnWhiteGround() throws Exception {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00FF0000);
    image.setRGB(1, 0, 0xFF00FF00);
    image.setRGB(2, 0, 0x330000FF);
    Picture read = read(image, "png");
    float[] expected = colours(new float[] {1, 0, 0.8f}, new float[] {1, 1, 0.8f}, new float[] {1, 0, 1});
    assertArrayEquals(expected, read.values(), 1e-6f);
  }

  @Test
  void greyMayBeTransparentToo() throws Exception {
    ColorModel colours = new ComponentColorModel(
        ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 1, 2, null);
    raster.setPixel(0, 0, new int[] {51, 255});
    raster.setPixel(1, 0, new int[] {0, 51});
    float[] plane = {0.2f, 0.8f};
    Picture read = read(new BufferedImage(colours, raster, false, null), "png");
    assertArrayEquals(colours(plane, plane, plane), read.values(), 1e-6f);
  }

  @Test
  void twoColoursAndPalettesAreRead() throws Exception {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED}) {
      BufferedImage image = new BufferedImage(9, 1, type);
      image.setRGB(8, 0, 0xFFFFFFFF);
      float[] plane = {0, 0, 0, 0, 0, 0, 0, 0, 1};
      assertArrayEquals(colours(plane, plane, plane), read(image, "png").values(), 1e-6f);
    }
  }

  @Test
  void jpegIsRead() throws Exception {
    BufferedImage image = new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 31 * 17; i++) {
      image.setRGB(i % 31, i / 31, 0x4080C0);
    }
    Picture read = read(image, "jpg");
    assertEquals("31 x 17", read.size());
    assertEquals(0x40 / 255f, read.at(0, 8, 15), 0.03);
    assertEquals(0xC0 / 255f, read.at(2, 8, 15), 0.03);
  }

  @Test
  void largePicturesAreAveraged() throws Exception {
    BufferedImage image = new BufferedImage(3001, 2000, BufferedImage.TYPE_BYTE_GRAY);
    byte[] samples = new byte[3001 * 2000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % 3001 % 2 == 0 ? 255 : 0);
    }
    image.getRaster().setDataElements(0, 0, 3001, 2000, samples);
    Picture read = read(image, "png");
    assertEquals("1501 x 1000", read.size());
    assertEquals(0.5f, read.at(1, 500, 700), 1e-6f);
    assertEquals(1f, read.at(1, 500, 1500), 1e-6f);
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).endsWith("3001 x 2000 pixels, scaled down to 1501 x 1000"), notes.get(0));
  }

  @Test
  void veryLargeAndVeryThinPicturesAreBounded() throws Exception {
    assertEquals("1250 x 1000", read(new BufferedImage(5000, 4000, BufferedImage.TYPE_BYTE_BINARY), "png").size());
    assertEquals("1 x 1500000", read(new BufferedImage(1, 3_000_000, BufferedImage.TYPE_BYTE_BINARY), "png").size());
  }

  @Test
  void everyFailureIsOneLine() throws Exception {
    assertFails("no such file", directory.resolve("missing.png"));
    assertFails("not a file", directory);
    assertFails("not a picture of a kind that Java reads", Files.writeString(directory.resolve("text.png"), "hello"));
    assertFails("not a picture of a kind that Java reads", Files.write(directory.resolve("empty.png"), new byte[0]));
  }

  /** Cut anywhere, or with any byte changed, a file gives a picture or one clear line. */
  @Test
  void brokenFilesAreRefused() throws Exception {
    for (String format : List.of("png", "jpg")) {
      Path file = directory.resolve("good." + format);
      BufferedImage image = new BufferedImage(24, 9, BufferedImage.TYPE_INT_RGB);
      image.setRGB(5, 5, 0xFFFFFF);
      ImageIO.write(image, format, file.toFile());
      byte[] good = Files.readAllBytes(file);
      for (int i = 0; i < good.length; i++) {
        readOrRefuse(Arrays.copyOf(good, i));
        byte[] changed = good.clone();
        changed[i] ^= 0xFF;
        readOrRefuse(changed);
      }
    }
  }

  /** A header of 2^31 - 1 x 2^31 - 1 pixels must not reach the decoder. */
  @Test
  void aPictureThatClaimsToBeEndlessIsRefused() throws Exception {
    Path file = directory.resolve("huge.png");
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 16; i < 24; i++) {
      bytes[i] = (byte) (i % 4 == 0 ? 0x7F : 0xFF);
    }
    assertFails("more than 1073741824", Files.write(file, bytes));
  }

  private void readOrRefuse(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("broken"), bytes);
    try {
      PictureReader.read(file, notes::add);
    } catch (PictureException e) {
      assertEquals(1, e.getMessage().lines().count());
    }
  }

  private void assertFails(String message, Path file) {
    PictureException e = assertThrows(PictureException.class, () -> PictureReader.read(file, notes::add));
    assertTrue(e.getMessage().startsWith(file + ": ") && e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private Picture read(BufferedImage image, String format) throws Exception {
    Path file = directory.resolve("image." + format);
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return PictureReader.read(file, notes::add);
  }

  private static float[] colours(float[] red, float[] green, float[] blue) {
    float[] all = Arrays.copyOf(red, 3 * red.length);
    System.arraycopy(green, 0, all, red.length, red.length);
    System.arraycopy(blue, 0, all, 2 * red.length, red.length);
    return all;
  }
}
