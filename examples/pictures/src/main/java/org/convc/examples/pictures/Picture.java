package org.convc.examples.pictures;

import java.util.Arrays;

/**
 * A picture in memory. Not changed after it is made.
 *
 * @param channels 1 for grey, 3 for red, green and blue; what a layer makes of a picture may have any number
 * @param values {@code channels x height x width}; black is 0 and white is 1
 */
record Picture(int channels, int height, int width, float[] values) {

  Picture {
    if (values.length != channels * height * width) {
      throw new IllegalArgumentException(
          channels + " x " + height + " x " + width + " pixels, but " + values.length + " values");
    }
  }

  float at(int channel, int y, int x) {
    return values[(channel * height + y) * width + x];
  }

  /** How bright the pixels are, with the weights of ITU-R BT.601. */
  Picture grey() {
    if (channels == 1) {
      return this;
    }
    float[] grey = new float[height * width];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = 0.299f * values[i] + 0.587f * values[grey.length + i] + 0.114f * values[2 * grey.length + i];
    }
    return new Picture(1, height, width, grey);
  }

  /** With so many more pixels on every side, each the nearest one of this picture. */
  Picture bordered(int border) {
    int rows = height + 2 * border;
    int columns = width + 2 * border;
    float[] bordered = new float[channels * rows * columns];
    for (int row = 0; row < channels * rows; row++) {
      int y = Math.min(Math.max(row % rows - border, 0), height - 1);
      int from = (row / rows * height + y) * width;
      int to = row * columns;
      Arrays.fill(bordered, to, to + border, values[from]);
      System.arraycopy(values, from, bordered, to + border, width);
      Arrays.fill(bordered, to + border + width, to + columns, values[from + width - 1]);
    }
    return new Picture(channels, rows, columns, bordered);
  }

  /** For example {@code 640 x 480}: width first, as everybody says it of pictures. */
  String size() {
    return width + " x " + height;
  }
}
