package org.convc.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import org.convc.runtime.ElementType;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;

/**
 * Numbers as people write them, separated by blanks, commas, semicolons and lines; the rest of a line after {@code #} says nothing. There is
 * no shape: the numbers are those of the operand in the order of its array, last axis fastest, and as many.
 */
final class NumbersText {

  private NumbersText() {}

  static Tensor read(Path file, Slot slot) throws IOException {
    Tensor tensor = Tensor.zeros(slot.type(), slot.shape(0));
    int count = 0;
    int lineNumber = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lineNumber++;
        int comment = line.indexOf('#');
        StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment), " \t,;");
        while (words.hasMoreTokens()) {
          put(tensor, count++, words.nextToken(), file + ":" + lineNumber);
        }
      }
    } catch (CharacterCodingException e) {
      throw new TensorFileException(file.toString(), "not UTF-8 text", e);
    }
    if (count != tensor.length()) {
      throw new TensorFileException(
          file.toString(), "expected " + tensor.length() + " numbers for the " + slot.operand().word() + " of " + slot.layer().name()
              + ", " + slot.item() + " (" + slot.axes() + "), got " + count);
    }
    return tensor;
  }

  /** Numbers beyond the tensor are only counted. */
  private static void put(Tensor tensor, int index, String word, String place) throws TensorFileException {
    double value;
    try {
      value = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new TensorFileException(place, "'" + word.replaceAll("[^ -~]", "?") + "' is not a number", e);
    }
    if (index >= tensor.length()) {
      return;
    }
    // A float not by way of the double, which would round twice.
    double rounded = tensor.type() == ElementType.FLOAT ? Float.parseFloat(word) : value;
    if (Double.isInfinite(rounded) && !Double.isInfinite(value)) {
      throw new TensorFileException(place, word + " is beyond the largest float");
    }
    tensor.set(index, rounded);
  }
}
