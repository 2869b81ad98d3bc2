package org.convc.examples.pictures;

import java.io.PrintStream;
import java.util.List;
import org.convc.ConvModule;

/** A directory with a picture and everything that the layers make of it. */
final class Gallery {

  /** Of all pictures that it writes. */
  static final List<String> NAMES = List.of("picture", "edges", "blur", "detail", "half", "enlarged");

  private final ConvModule layers;
  private final PictureWriter writer;
  private final PrintStream out;

  Gallery(ConvModule layers, PictureWriter writer, PrintStream out) {
    this.layers = layers;
    this.writer = writer;
    this.out = out;
  }

  /**
   * Prints a line for each layer.
   *
   * @return the two pictures of Sobel's edges, as the layer gave them
   * @throws PictureException if a file cannot be written
   */
  Picture fill(Picture picture) throws PictureException {
    writer.write("picture", picture);
    Picture edges = apply("Edges", picture.grey(), Filters.SOBEL);
    writer.write("edges", steepness(edges));
    writer.write("blur", apply("Blur", picture, Filters.forColours(Filters.gaussian(9, 2))));
    writer.write("detail", aroundGrey(apply("Detail", picture, Filters.forColours(Filters.detail()))));
    Picture half = apply("Half", picture, Filters.forColours(Filters.mean()));
    writer.write("half", half);
    writer.write("enlarged", apply("Enlarge", half, Filters.forColours(Filters.interpolation())));
    out.println("written: " + String.join(", ", NAMES) + " as " + writer.file("*"));
    return edges;
  }

  private Picture apply(String layer, Picture picture, float[] weights) {
    LayerRun run = LayerRun.of(layers, layer, picture, weights);
    out.println(run);
    return run.output();
  }

  /** The length of the vector that the two filters give, white where the brightness leaps by half of what it can. */
  private static Picture steepness(Picture edges) {
    float[] values = new float[edges.height() * edges.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.hypot(edges.values()[i], edges.values()[values.length + i]) / 2;
    }
    return new Picture(1, edges.height(), edges.width(), values);
  }

  /** Values on both sides of 0 made visible. */
  private static Picture aroundGrey(Picture picture) {
    float[] values = picture.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.5f;
    }
    return new Picture(picture.channels(), picture.height(), picture.width(), values);
  }
}
