package org.convc.explain.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convc.explain.print.Wording;
import org.convc.facts.Roof;
import org.convc.model.KernelKind;

/** Operations a byte to the right, operations a unit of time upwards, both on log scales. */
final class RooflineChart {

  private static final double WIDTH = 760;
  private static final double HEIGHT = 380;
  private static final double LEFT = 62;
  private static final double RIGHT = 16;
  private static final double TOP = 26;
  private static final double BOTTOM = 46;
  private static final int RADIUS = 9;
  private static final int RING = 12;

  private final Markup html;
  private final Roof roof;
  private final List<RooflinePoint> points;
  /** The points that are drawn already: left, top and radius of each. */
  private final List<double[]> drawn = new ArrayList<>();
  private final int leftExponent;
  private final int rightExponent;
  private final int lowExponent;
  private final int highExponent;

  RooflineChart(Markup html, Roof roof, List<RooflinePoint> points) {
    this.html = html;
    this.roof = roof;
    this.points = points;
    this.leftExponent = floor(Math.min(roof.ridge() / 4, points.stream().mapToDouble(p -> p.work().intensity()).min().orElse(1)));
    this.rightExponent = ceil(Math.max(roof.ridge() * 8, points.stream().mapToDouble(p -> p.work().intensity()).max().orElse(1)));
    this.highExponent = ceil(Math.max(roof.peak() * 1.2, points.stream().mapToDouble(RooflinePoint::rate).max().orElse(1)));
    this.lowExponent = floor(Math.min(roof.peak() / 16, 0.8 * points.stream().mapToDouble(RooflinePoint::rate).min().orElse(1)));
  }

  void write() {
    html.open("svg", "viewBox", "0 0 " + number(WIDTH) + " " + number(HEIGHT), "role", "img", "aria-label",
        "Roofline: at most " + Wording.rate(roof.peak(), roof) + ", and " + Wording.bandwidth(roof) + " from memory");
    grid();
    roof();
    // The sum before the activation takes what forward takes: a ring around its point.
    points.stream().filter(RooflineChart::isSum).forEach(p -> point(p, RING));
    points.stream().filter(p -> !isSum(p)).forEach(p -> point(p, RADIUS));
    html.close();
  }

  private static boolean isSum(RooflinePoint point) {
    return point.work().kernel() == KernelKind.BIASED_SUM;
  }

  private void grid() {
    for (int e = leftExponent; e <= rightExponent; e++) {
      double at = x(Math.pow(2, e));
      line("grid", at, TOP, at, HEIGHT - BOTTOM);
      label(at, HEIGHT - BOTTOM + 17, "middle", power(e));
    }
    for (int e = lowExponent; e <= highExponent; e++) {
      double at = y(Math.pow(2, e));
      line("grid", LEFT, at, WIDTH - RIGHT, at);
      label(LEFT - 8, at + 4, "end", power(e));
    }
    label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle", "arithmetic intensity, FLOP per byte");
    label(LEFT - 46, TOP - 11, "start", roof.unit().equals("ns") ? "GFLOP/s" : "FLOP per cycle");
  }

  private void roof() {
    double least = Math.pow(2, leftExponent);
    double most = Math.pow(2, rightExponent);
    double begin = Math.max(least, Math.pow(2, lowExponent) / roof.bandwidth());
    String slope = "M" + at(begin, roof.attainable(begin)) + "L" + at(roof.ridge(), roof.peak()) + "L" + at(most, roof.peak());
    html.open("path", "class", "roof", "d", slope);
    label(WIDTH - RIGHT - 4, y(roof.peak()) - 8, "end", Wording.rate(roof.peak(), roof));
    label(x(roof.ridge()) - 14, y(roof.peak()) - 8, "end", Wording.bandwidth(roof) + " up to " + Wording.short3(roof.ridge()) + " FLOP/byte");
  }

  private void point(RooflinePoint point, int radius) {
    String kernel = point.work().kernel().javaName();
    double top = y(point.rate());
    double left = x(point.work().intensity());
    while (radius == RADIUS && isTaken(left, top)) {
      left += 2 * RADIUS;
    }
    drawn.add(new double[] {left, top, radius});
    html.open("a", "href", "#" + HtmlPage.anchor(point.layer()), "class", "point " + Palette.cssClass(kernel));
    html.element("title", point.layer().layer().name() + ", " + Palette.words(kernel) + ": "
        + Wording.short3(point.work().intensity()) + " FLOP/byte, " + Wording.rate(point.rate(), roof));
    html.open("circle", "cx", number(left), "cy", number(top), "r", Integer.toString(radius));
    html.element("text", Integer.toString(point.index() + 1), "x", number(left), "y", number(top + 4), "text-anchor", "middle");
    html.close();
  }

  /** Whether a point there would hide another one; rings are meant to be around points. */
  private boolean isTaken(double left, double top) {
    return drawn.stream().anyMatch(at -> at[2] == RADIUS && Math.hypot(at[0] - left, at[1] - top) < 1.5 * RADIUS);
  }

  private void line(String name, double x1, double y1, double x2, double y2) {
    html.open("line", "class", name, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2));
  }

  private void label(double x, double y, String anchor, String text) {
    html.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private String at(double intensity, double rate) {
    return number(x(intensity)) + " " + number(y(rate));
  }

  private double x(double intensity) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (log(intensity) - leftExponent) / (rightExponent - leftExponent);
  }

  private double y(double rate) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log(rate) - lowExponent) / (highExponent - lowExponent);
  }

  private static double log(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static int floor(double value) {
    return (int) Math.floor(log(value));
  }

  private static int ceil(double value) {
    return (int) Math.ceil(log(value));
  }

  /** {@code 16}, {@code 1/4}. */
  private static String power(int exponent) {
    return exponent < 0 ? "1/" + (1L << -exponent) : Wording.count(1L << exponent);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
