package org.convc.examples.pictures;

/**
 * The picture for those who bring none: a lighthouse by a lake in the evening. It has straight and curved edges in many
 * directions, smooth gradients for the blur to leave alone, and tiles that shrink until the blur dissolves them. The
 * same on every machine: no fonts, no graphics library, StrictMath.
 *
 * <p>A place is given as u from 0 at the left to 4/3 at the right, and v from 0 at the top to 1 at the bottom.
 */
final class Drawing {

  private static final int HEIGHT = 480;
  private static final int WIDTH = 640;
  private static final int SAMPLES = 3;

  private static final double SHORE = 0.62;
  private static final double QUAY = 0.80;
  private static final double TOWER = 0.30;

  private Drawing() {}

  /** 640 x 480 pixels in colour, with values that a PNG file holds exactly. */
  static Picture draw() {
    float[] values = new float[3 * HEIGHT * WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double[] colour = pixel(x, y);
        for (int channel = 0; channel < 3; channel++) {
          values[(channel * HEIGHT + y) * WIDTH + x] = StrictMath.round(255 * clamp(colour[channel])) / 255f;
        }
      }
    }
    return new Picture(3, HEIGHT, WIDTH, values);
  }

  /** The mean of a few places, so that oblique edges are smooth. */
  private static double[] pixel(int x, int y) {
    double[] sum = new double[3];
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
      double u = (x + (i % SAMPLES + 0.5) / SAMPLES) / HEIGHT;
      double v = (y + (i / SAMPLES + 0.5) / SAMPLES) / HEIGHT;
      double[] colour = colour(u, v);
      for (int channel = 0; channel < 3; channel++) {
        sum[channel] += colour[channel] / (SAMPLES * SAMPLES);
      }
    }
    return sum;
  }

  private static double[] colour(double u, double v) {
    double fromTower = StrictMath.abs(u - TOWER);
    if (v > 0.16 && v < 0.86 && fromTower < 0.045 + 0.04 * (v - 0.25)) {
      return tower(u, v, fromTower);
    }
    if (v > 0.10 && v <= 0.16 && fromTower < (v - 0.10) * 1.1) {
      return rgb(0.45, 0.10, 0.10);
    }
    if (v > QUAY) {
      return quay(u, v);
    }
    return v > SHORE ? lake(u, v) : landscape(u, v);
  }

  private static double[] tower(double u, double v, double fromTower) {
    double round = 1 - 0.55 * square((u - TOWER + 0.02) / 0.09);
    if (v < 0.245) {
      boolean lamp = v > 0.18 && v < 0.235 && fromTower < 0.034;
      return lamp ? rgb(1, 0.95, 0.6) : rgb(0.2, 0.2, 0.22);
    }
    boolean window = fromTower < 0.010 && (v - 0.245) % 0.16 > 0.05 && (v - 0.245) % 0.16 < 0.09;
    if (window) {
      return rgb(0.12, 0.14, 0.2);
    }
    boolean red = (int) ((v - 0.245) / 0.08) % 2 == 0;
    return scaled(red ? rgb(0.80, 0.16, 0.14) : rgb(0.96, 0.94, 0.90), round);
  }

  /** Square tiles seen from above: they shrink towards the shore. */
  private static double[] quay(double u, double v) {
    double depth = 0.06 / (v - QUAY + 0.025);
    double across = (u - 0.62) * depth * 9;
    boolean light = (floor(across) + floor(depth * 10) & 1) == 0;
    return scaled(light ? rgb(0.78, 0.70, 0.58) : rgb(0.40, 0.33, 0.30), 0.75 + 1.2 * (v - QUAY));
  }

  /** The landscape upside down, between waves that are longer near the quay. */
  private static double[] lake(double u, double v) {
    double depth = v - SHORE;
    double sway = 2.2 * sin(9 * u) + 1.3 * sin(23 * u + 1);
    double wave = sin(26 * StrictMath.log(depth + 0.01) + sway);
    double[] mirrored = landscape(u + 0.25 * depth * wave, SHORE - 1.5 * depth);
    return mixed(scaled(mirrored, 0.82 + 0.14 * wave), rgb(0.10, 0.22, 0.35), 0.25);
  }

  private static double[] landscape(double u, double v) {
    double near = 0.50 + 0.035 * sin(5 * u + 0.5) + 0.012 * sin(17 * u) + 0.004 * sin(61 * u);
    if (v > near) {
      double trees = 0.5 + 0.5 * sin(140 * u) * sin(90 * v + 30 * u);
      return scaled(rgb(0.16, 0.30, 0.18), 0.6 + 0.5 * trees);
    }
    double peaks = 0.13 * StrictMath.abs(sin(4.2 * u + 0.4)) - 0.03 * StrictMath.abs(sin(19 * u));
    double far = 0.40 - peaks + 0.010 * sin(67 * u);
    if (v > far) {
      boolean snow = v < 0.325 + 0.018 * sin(55 * u) + 0.010 * sin(131 * u);
      return snow ? rgb(0.93, 0.93, 0.97) : mixed(rgb(0.33, 0.30, 0.42), rgb(0.55, 0.47, 0.52), (v - far) * 4);
    }
    return sky(u, v);
  }

  private static double[] sky(double u, double v) {
    double fromSun = StrictMath.hypot(u - 1.02, v - 0.19);
    if (fromSun < 0.075) {
      return rgb(1, 0.93, 0.70);
    }
    double[] sky = mixed(rgb(0.22, 0.36, 0.66), rgb(0.98, 0.72, 0.50), v / 0.42);
    return mixed(sky, rgb(1, 0.90, 0.66), 0.7 * StrictMath.exp(-9 * (fromSun - 0.075)));
  }

  private static double[] rgb(double red, double green, double blue) {
    return new double[] {red, green, blue};
  }

  private static double[] scaled(double[] colour, double factor) {
    return rgb(colour[0] * factor, colour[1] * factor, colour[2] * factor);
  }

  private static double[] mixed(double[] from, double[] to, double part) {
    double t = clamp(part);
    return rgb(from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]), from[2] + t * (to[2] - from[2]));
  }

  private static double clamp(double value) {
    return StrictMath.min(StrictMath.max(value, 0), 1);
  }

  private static double sin(double value) {
    return StrictMath.sin(value);
  }

  private static double square(double value) {
    return value * value;
  }

  private static int floor(double value) {
    return (int) StrictMath.floor(value);
  }
}
