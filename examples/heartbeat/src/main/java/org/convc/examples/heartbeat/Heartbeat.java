package org.convc.examples.heartbeat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the heart beats in an electrocardiogram: {@code heartbeat [--rate HZ] [FILE]}. The file has one number a line, 360 a second unless
 * {@code --rate} says otherwise. Without a file, the program makes a minute of its own.
 */
public final class Heartbeat {

  private static final int OK = 0;
  private static final int BAD_INPUT = 1;
  private static final int BAD_USAGE = 2;

  private Heartbeat() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(args, out, System.err));
  }

  /** The program without its process; returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Arguments arguments = Arguments.parse(args);
      Recording recording = arguments.file().isEmpty()
          ? ModelHeart.beating(60, arguments.rate(), 1).recording()
          : Recording.read(Path.of(arguments.file()), arguments.rate());
      out.printf(Locale.ROOT, "recording     %s, %.1f s, %d samples at %.0f Hz%n",
          arguments.file().isEmpty() ? "made here" : arguments.file(), recording.seconds(), recording.samples().length,
          recording.rate());
      report(new BeatFinder().find(recording), out);
      return OK;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println("usage: heartbeat [--rate HZ] [FILE]");
      return BAD_USAGE;
    } catch (NoSuchFileException e) {
      err.println(e.getFile() + ": there is no such file");
      return BAD_INPUT;
    } catch (IOException e) {
      err.println(e.getMessage());
      return BAD_INPUT;
    }
  }

  private static void report(Beats beats, PrintStream out) {
    out.printf(Locale.ROOT, "beats         %d%n", beats.count());
    if (beats.count() > 1) {
      out.printf(Locale.ROOT, "rate          %.1f beats per minute, half of the intervals below %.3f s%n",
          beats.perMinute(), beats.medianInterval());
      out.printf(Locale.ROOT, "unusual       %d of another shape than the typical beat:%n", beats.unusual());
      out.println();
      Sketch.of(beats.typical()).forEach(out::println);
    }
  }
}
