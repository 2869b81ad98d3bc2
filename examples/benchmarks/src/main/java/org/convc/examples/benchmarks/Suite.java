package org.convc.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads suites of layers: comment lines that begin with {@code #}, and lines
 * {@code name,kind,mb,g,ic,oc,ih,iw,kh,kw,sh,sw,dh,dw,ph,pw,oph,opw} where kind is conv or deconv, dilation 1 is dense, and layers along
 * one axis have ih = kh = 1.
 */
public final class Suite {

  private static final int FIELDS = 18;

  private Suite() {}

  /** The layers that come with the program. */
  public static List<LayerSpec> builtIn() {
    try (InputStream in = Objects.requireNonNull(Suite.class.getResourceAsStream("suite.csv"))) {
      return parse("suite.csv", new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws UsageException if the file cannot be read, or a line of it not understood
   */
  public static List<LayerSpec> read(Path file) {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UsageException("cannot read " + file + ": " + e);
    }
  }

  static List<LayerSpec> parse(String name, List<String> lines) {
    List<LayerSpec> layers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        LayerSpec layer = parse(line);
        if (!names.add(layer.name())) {
          throw new IllegalArgumentException("a second layer " + layer.name());
        }
        layers.add(layer);
      } catch (IllegalArgumentException e) {
        throw new UsageException(name + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
    return List.copyOf(layers);
  }

  private static LayerSpec parse(String line) {
    String[] f = line.split(",", -1);
    if (f.length != FIELDS) {
      throw new IllegalArgumentException("expected " + FIELDS + " fields, got " + f.length);
    }
    String kind = f[1].strip();
    if (!kind.equals("conv") && !kind.equals("deconv")) {
      throw new IllegalArgumentException("the kind is conv or deconv, not " + kind);
    }
    int[] v = new int[FIELDS];
    for (int i = 2; i < FIELDS; i++) {
      try {
        v[i] = Integer.parseInt(f[i].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a whole number: " + f[i].strip(), e);
      }
    }
    return new LayerSpec(f[0].strip(), kind.equals("deconv"), v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10],
        v[11], v[12], v[13], v[14], v[15], v[16], v[17]);
  }
}
