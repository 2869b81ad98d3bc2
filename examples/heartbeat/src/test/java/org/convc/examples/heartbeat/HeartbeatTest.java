package org.convc.examples.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.convc.runtime.ConvLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its users run it. */
class HeartbeatTest {

  private static final Path REFERENCE =
      Path.of("..", "..", "..", "shared", "data", "signals", "series", "ecg_mitbih208_360hz_u16le.raw");

  @TempDir Path folder;

  private record Outcome(int code, String out, String err) {}

  @Test
  void runsWithNothingButTheRuntime() throws Exception {
    String classPath = place(Heartbeat.class) + File.pathSeparator + place(ConvLayer.class);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classPath, Heartbeat.class.getName()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), printed);
    List<String> lines = printed.lines().toList();
    assertEquals("recording     made here, 60.0 s, 21600 samples at 360 Hz", lines.get(0));
    assertEquals("beats         71", lines.get(1));
    assertEquals("rate          72.1 beats per minute, half of the intervals below 0.829 s", lines.get(2));
    assertEquals("unusual       4 of another shape than the typical beat:", lines.get(3));
  }

  @Test
  void readsAFileAtAnotherRate() throws IOException {
    ModelHeart heart = ModelHeart.beating(30, 200, 6);
    Path file = write(heart.recording().samples());

    Outcome outcome = run("--rate", "200", file.toString());

    assertEquals("", outcome.err());
    assertEquals("beats         " + heart.beats().size(), outcome.out().lines().toList().get(1));
  }

  /** Detectors written with SciPy find 485 to 504 beats in this recording, 97 to 101 a minute. */
  @Test
  void findsTheBeatsOfARealHeart() throws IOException {
    assumeTrue(Files.exists(REFERENCE), "the reference data is not there: " + REFERENCE);
    ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(REFERENCE)).order(ByteOrder.LITTLE_ENDIAN);
    double[] millivolts = IntStream.range(0, raw.capacity() / 2)
        .mapToDouble(i -> (Short.toUnsignedInt(raw.getShort(2 * i)) - 1024) / 200.0)
        .toArray();

    Beats beats = new BeatFinder().find(Recording.read(write(millivolts), 360));

    assertTrue(beats.count() >= 485 && beats.count() <= 504, "beats: " + beats.count());
    assertEquals(99, beats.perMinute(), 2);
    assertEquals(0.577, beats.medianInterval(), 0.005);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1\n2\nthree\n' | FILE:3: not a number: three",
        "'1\nNaN\n' | FILE:2: not a number: NaN",
        "'# nothing\n\n1\n' | FILE: 1 samples; at least 3 seconds are needed"
      })
  void saysWhatIsWrongWithAFile(String content, String message) throws IOException {
    Path file = folder.resolve("bad.txt");
    Files.writeString(file, content);

    Outcome outcome = run(file.toString());

    assertEquals(message.replace("FILE", file.toString()), outcome.err().strip());
    assertEquals(1, outcome.code());
    assertEquals("", outcome.out());
  }

  @Test
  void saysThatAFileIsMissing() {
    String file = folder.resolve("missing.txt").toString();

    assertEquals(new Outcome(1, "", file + ": there is no such file"), run(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 0 | --rate: expected 50 to 10000 samples a second, got 0",
        "--rate | --rate: expected 50 to 10000 samples a second, got nothing",
        "--speed 3 | unknown option --speed",
        "a b | one file at a time: a or b"
      })
  void saysHowItIsUsed(String line, String message) {
    Outcome outcome = run(line.split(" "));

    assertEquals(message, outcome.err().lines().findFirst().orElseThrow());
    assertEquals(2, outcome.code());
  }

  private static Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Heartbeat.run(args, new PrintStream(out, true), new PrintStream(err, true));
    return new Outcome(code, out.toString().strip(), err.toString().strip());
  }

  private Path write(double[] samples) throws IOException {
    Path file = folder.resolve("heart.txt");
    Files.write(file, () -> IntStream.range(0, samples.length)
        .mapToObj(i -> (CharSequence) String.format(Locale.ROOT, "%.4f", samples[i]))
        .iterator());
    return file;
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
