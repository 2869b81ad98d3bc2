package org.convc.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.convc.ConvModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource({"6, 6", "7, 12", "16, 9", "31, 33", "100, 101", "5, 400"})
  void noiseDeterminesTheFilter(int height, int width) {
    Lesson lesson = learn(Pictures.noise(height, width, 7));
    assertTrue(lesson.largestDifference() < 1e-5, () -> "largest difference " + lesson.largestDifference());
    assertTrue(said(lesson).contains("the filter is found"), said(lesson));
  }

  @Test
  void theFilterIsFoundFromTheDrawing() {
    Lesson lesson = learn(Drawing.draw());
    assertTrue(lesson.largestDifference() < 1e-5, () -> "largest difference " + lesson.largestDifference());
  }

  /** Hardly more than the steps of a PNG file: the filter is found whatever the contrast. */
  @Test
  void theFilterIsFoundFromAFaintPicture() {
    Picture noise = Pictures.noise(60, 70, 11);
    float[] faint = noise.values().clone();
    for (int i = 0; i < faint.length; i++) {
      faint[i] = 0.5f + faint[i] / 100;
    }
    Lesson lesson = learn(new Picture(3, 60, 70, faint));
    assertTrue(lesson.largestDifference() < 1e-3, () -> "largest difference " + lesson.largestDifference());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0.3", "1, 9, 1", "20, 30, 0", "20, 30, 0.7"})
  void aPictureWithoutEdgesSaysNothing(int height, int width, float value) {
    Lesson lesson = learn(Pictures.constant(height, width, value));
    assertFalse(lesson.found());
    assertTrue(said(lesson).contains("no edges, so it says nothing"), said(lesson));
  }

  @Test
  void stripesAndTinyPicturesDoNotDetermineTheFilter() {
    for (Picture picture : new Picture[] {Pictures.stripes(30, 40), Pictures.noise(1, 2, 3), Pictures.noise(2, 2, 4)}) {
      Lesson lesson = learn(picture);
      assertFalse(lesson.found());
      assertTrue(said(lesson).contains("does not determine the filter"), said(lesson));
    }
  }

  private Lesson learn(Picture picture) {
    ConvModule layers = Layers.compile(picture.height(), picture.width());
    Picture edges = LayerRun.of(layers, "Edges", picture.grey(), Filters.SOBEL).output();
    return Lesson.learn(layers.layer("Learner"), picture.grey(), edges, out);
  }

  private String said(Lesson lesson) {
    lesson.print(out);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
