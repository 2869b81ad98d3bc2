package org.convc.examples.heartbeat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An electrocardiogram of one lead.
 *
 * @param samples in any unit
 * @param rate samples a second
 */
record Recording(double[] samples, double rate) {

  private static final int SECONDS_NEEDED = 3;

  /**
   * Reads one number a line; empty lines and lines that begin with # are skipped.
   *
   * @throws IOException if the file cannot be read or is no such recording; the message is for the user
   */
  static Recording read(Path file, double rate) throws IOException {
    double[] samples = new double[1 << 16];
    int count = 0;
    int line = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        String number = text.strip();
        if (!number.isEmpty() && !number.startsWith("#")) {
          if (count == samples.length) {
            samples = Arrays.copyOf(samples, 2 * count);
          }
          samples[count++] = parse(number, file + ":" + line);
        }
      }
    }
    if (count < SECONDS_NEEDED * rate) {
      throw new IOException(file + ": " + count + " samples; at least " + SECONDS_NEEDED + " seconds are needed");
    }
    return new Recording(Arrays.copyOf(samples, count), rate);
  }

  private static double parse(String number, String place) throws IOException {
    try {
      double value = Double.parseDouble(number);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IOException(place + ": not a number: " + number);
  }

  double seconds() {
    return samples.length / rate;
  }

  /** The same signal at another rate, on straight lines between the samples. */
  Recording at(double otherRate) {
    if (rate == otherRate) {
      return this;
    }
    double step = rate / otherRate;
    double[] other = new double[(int) ((samples.length - 1) / step) + 1];
    for (int i = 0; i < other.length; i++) {
      double position = i * step;
      int before = Math.min((int) position, samples.length - 2);
      double part = position - before;
      other[i] = (1 - part) * samples[before] + part * samples[before + 1];
    }
    return new Recording(other, otherRate);
  }
}
