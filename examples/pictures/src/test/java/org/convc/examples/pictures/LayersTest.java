package org.convc.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.convc.Convc;
import org.convc.ConvModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every layer against a loop that knows nothing of layers: it looks up pixels, and beyond the border the nearest one.
 */
class LayersTest {

  /** Far more than rounding: at most 81 products of numbers up to 8. */
  private static final double BOUND = 1e-5;

  private interface Expected {
    double at(int channel, int y, int x);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "1, 37", "37, 1", "2, 3", "3, 2", "8, 8", "9, 16", "17, 15", "33, 50", "64, 31"})
  void layersDoWhatTheirCommentsSay(int height, int width) {
    Picture picture = Pictures.noise(height, width, 31L * height + width);
    ConvModule layers = Layers.compile(height, width);

    Picture grey = picture.grey();
    check(
        LayerRun.of(layers, "Edges", grey, Filters.SOBEL).output(), 2, height, width,
        (channel, y, x) -> channel == 0
            ? right(grey, y - 1, x) + 2 * right(grey, y, x) + right(grey, y + 1, x)
            : down(grey, y, x - 1) + 2 * down(grey, y, x) + down(grey, y, x + 1));
    check(
        LayerRun.of(layers, "Blur", picture, Filters.forColours(Filters.gaussian(9, 2))).output(), 3, height, width,
        (channel, y, x) -> gauss(picture, channel, y, x));
    check(
        LayerRun.of(layers, "Detail", picture, Filters.forColours(Filters.detail())).output(), 3, height, width,
        (channel, y, x) -> picture.at(channel, y, x) - binomial(picture, channel, y, x));

    int halfHeight = (height + 1) / 2;
    int halfWidth = (width + 1) / 2;
    Picture half = LayerRun.of(layers, "Half", picture, Filters.forColours(Filters.mean())).output();
    check(half, 3, halfHeight, halfWidth, (channel, y, x) -> mean(picture, channel, 2 * y, 2 * x));
    check(
        LayerRun.of(layers, "Enlarge", half, Filters.forColours(Filters.interpolation())).output(),
        3, 2 * halfHeight, 2 * halfWidth,
        (channel, y, x) -> (pixel(half, channel, y / 2, x / 2) + pixel(half, channel, (y + 1) / 2, x / 2)
            + pixel(half, channel, y / 2, (x + 1) / 2) + pixel(half, channel, (y + 1) / 2, (x + 1) / 2)) / 4);
  }

  @Test
  void theFileIsCompleteWithoutTheProgram() {
    assertEquals(
        List.of("Edges", "Blur", "Detail", "Half", "Enlarge", "Learner"),
        Convc.compile("pictures.conv", Layers.text(480, 640)).layerNames());
    assertTrue(Layers.text(7, 9).contains("const HEIGHT = 7;\nconst WIDTH  = 9;\n"));
  }

  private static void check(Picture actual, int channels, int height, int width, Expected expected) {
    assertEquals(channels, actual.channels());
    assertEquals(height, actual.height());
    assertEquals(width, actual.width());
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          assertEquals(expected.at(channel, y, x), actual.at(channel, y, x), BOUND, channel + ", " + y + ", " + x);
        }
      }
    }
  }

  private static double pixel(Picture picture, int channel, int y, int x) {
    int nearestY = Math.max(0, Math.min(y, picture.height() - 1));
    int nearestX = Math.max(0, Math.min(x, picture.width() - 1));
    return picture.at(channel, nearestY, nearestX);
  }

  private static double right(Picture grey, int y, int x) {
    return pixel(grey, 0, y, x + 1) - pixel(grey, 0, y, x - 1);
  }

  private static double down(Picture grey, int y, int x) {
    return pixel(grey, 0, y + 1, x) - pixel(grey, 0, y - 1, x);
  }

  private static double gauss(Picture picture, int channel, int y, int x) {
    double sum = 0;
    double total = 0;
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        double weight = Math.exp(-(dy * dy + dx * dx) / 8.0);
        sum += weight * pixel(picture, channel, y + dy, x + dx);
        total += weight;
      }
    }
    return sum / total;
  }

  private static double binomial(Picture picture, int channel, int y, int x) {
    int[] line = {1, 4, 6, 4, 1};
    double sum = 0;
    for (int i = 0; i < 25; i++) {
      sum += line[i / 5] * line[i % 5] * pixel(picture, channel, y + 4 * (i / 5 - 2), x + 4 * (i % 5 - 2));
    }
    return sum / 256;
  }

  private static double mean(Picture picture, int channel, int y, int x) {
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += (2 - Math.abs(dy)) * (2 - Math.abs(dx)) * pixel(picture, channel, y + dy, x + dx);
      }
    }
    return sum / 16;
  }
}
