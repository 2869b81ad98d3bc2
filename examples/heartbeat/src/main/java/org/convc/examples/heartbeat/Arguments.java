package org.convc.examples.heartbeat;

/**
 * The command line.
 *
 * @param file empty where none is given
 * @param rate samples a second
 */
record Arguments(String file, double rate) {

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static Arguments parse(String[] args) {
    String file = "";
    double rate = BeatFinder.RATE;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--rate")) {
        rate = rate(i + 1 < args.length ? args[++i] : "nothing");
      } else if (args[i].startsWith("--")) {
        throw new IllegalArgumentException("unknown option " + args[i]);
      } else if (!file.isEmpty()) {
        throw new IllegalArgumentException("one file at a time: " + file + " or " + args[i]);
      } else {
        file = args[i];
      }
    }
    return new Arguments(file, rate);
  }

  private static double rate(String text) {
    try {
      double rate = Double.parseDouble(text);
      if (rate >= 50 && rate <= 10_000) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--rate: expected 50 to 10000 samples a second, got " + text);
  }
}
