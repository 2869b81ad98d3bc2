package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Draws rows as an SVG: a panel for each pass, a group of bars for each layer, a bar for each peer. */
final class Chart {

  /** Told apart by people who do not see all colours, too (Okabe and Ito, Color Universal Design). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#999999", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#f0e442");

  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 48;
  private static final int PANEL = 200;
  private static final int LABELS = 92;
  private static final int TITLE = 26;
  private static final int BAR = 7;
  private static final int GAP = 9;
  private static final int NARROWEST = 520;

  private final List<Result> results;
  private final List<String> peers;
  private final StringBuilder svg = new StringBuilder();
  private int width;

  private Chart(List<Result> results) {
    this.results = results;
    this.peers = distinct(results.stream().map(Result::peer).toList());
  }

  static String svg(List<Result> results) {
    Chart chart = new Chart(results);
    chart.draw();
    return chart.svg.toString();
  }

  private static List<String> distinct(List<String> words) {
    Set<String> set = new LinkedHashSet<>(words);
    return new ArrayList<>(set);
  }

  private void draw() {
    List<String> layers = distinct(results.stream().map(Result::layer).toList());
    List<Pass> passes = results.stream().map(Result::pass).distinct().sorted().toList();
    int group = peers.size() * BAR + GAP;
    width = Math.max(NARROWEST, LEFT + layers.size() * group + RIGHT);
    int height = TOP + passes.size() * (TITLE + PANEL + LABELS);
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
        + "font-family=\"sans-serif\" font-size=\"11\" fill=\"#222\">", width, height, width, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    legend();
    int y = TOP;
    for (Pass pass : passes) {
      panel(pass, layers, group, y);
      y += TITLE + PANEL + LABELS;
    }
    svg.append("</svg>\n");
  }

  private void legend() {
    int x = LEFT;
    for (int p = 0; p < peers.size(); p++) {
      add("<rect x=\"%d\" y=\"14\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, colour(p));
      add("<text x=\"%d\" y=\"24\">%s</text>", x + 17, escape(peers.get(p)));
      x += 32 + 7 * peers.get(p).length();
    }
  }

  private void panel(Pass pass, List<String> layers, int group, int top) {
    double most = results.stream().filter(r -> r.pass() == pass).mapToDouble(Result::gflops).max().orElse(1);
    double step = step(most);
    double scale = PANEL / (step * Math.ceil(most / step));
    int zero = top + TITLE + PANEL;
    add("<text x=\"%d\" y=\"%d\" font-size=\"13\" font-weight=\"bold\">%s, GFLOP/s</text>",
        LEFT, top + 12, pass.word().replace('-', ' '));
    for (double v = 0; v * scale <= PANEL + 0.5; v += step) {
      double y = zero - v * scale;
      add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>", LEFT, y, width - RIGHT, y);
      add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4, number(v));
    }
    for (int i = 0; i < layers.size(); i++) {
      int x = LEFT + GAP / 2 + i * group;
      for (int p = 0; p < peers.size(); p++) {
        bar(pass, layers.get(i), p, x + p * BAR, zero, scale);
      }
      double middle = x + peers.size() * BAR / 2.0;
      add("<text transform=\"translate(%.1f %d) rotate(-50)\" text-anchor=\"end\">%s</text>",
          middle + 4, zero + 12, escape(layers.get(i)));
    }
  }

  private void bar(Pass pass, String layer, int peer, int x, int zero, double scale) {
    Optional<Result> row = results.stream()
        .filter(r -> r.pass() == pass && r.layer().equals(layer) && r.peer().equals(peers.get(peer)))
        .findFirst();
    row.ifPresent(r -> add(
        "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"><title>%s, %s: %.1f GFLOP/s</title></rect>",
        x, zero - r.gflops() * scale, BAR - 1, r.gflops() * scale, colour(peer), escape(layer), escape(r.peer()),
        r.gflops()));
  }

  /** 1, 2 or 5 times a power of ten, four to ten of which reach the highest bar. */
  private static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-6) / 4)));
    for (double step : new double[] {5 * power, 2 * power}) {
      if (step * 4 <= most) {
        return step;
      }
    }
    return power;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String colour(int peer) {
    return COLOURS.get(peer % COLOURS.size());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
