package org.convc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.convc.ToeplitzMatrix;
import org.convc.runtime.ElementType;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.Tensor;

/** How a matrix is written. */
enum MatrixFormat {

  /** All elements. */
  NPY {
    @Override
    void check(ToeplitzMatrix matrix) {
      matrix.checkDense();
    }

    @Override
    void write(ToeplitzMatrix matrix, Tensor weights, OutputStream out) throws IOException {
      Tensor dense = Tensor.zeros(weights.type(), matrix.rows(), matrix.columns());
      for (int entry = 0; entry < matrix.entries(); entry++) {
        // No element of x is read twice for one of y, so nothing is added up here.
        dense.set(matrix.row(entry) * matrix.columns() + matrix.column(entry), weights.value(matrix.weight(entry)));
      }
      NpyFile.write(dense, out);
    }
  },

  /** Matrix Market's coordinates, from 1. */
  MTX {
    @Override
    void write(ToeplitzMatrix matrix, Tensor weights, OutputStream out) throws IOException {
      String header = "%%MatrixMarket matrix coordinate real general\n"
          + matrix.rows() + " " + matrix.columns() + " " + matrix.entries() + "\n";
      writeEntries(matrix, weights, header, 1, ' ', out);
    }
  },

  /** Coordinates from 0. */
  CSV {
    @Override
    void write(ToeplitzMatrix matrix, Tensor weights, OutputStream out) throws IOException {
      writeEntries(matrix, weights, "row,column,value\n", 0, ',', out);
    }
  };

  /**
   * Checks that it is not too much to write.
   *
   * @throws IllegalArgumentException if it is
   */
  void check(ToeplitzMatrix matrix) {}

  abstract void write(ToeplitzMatrix matrix, Tensor weights, OutputStream out) throws IOException;

  /** The format that a file's name ends in. */
  static Optional<MatrixFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT))).findFirst();
  }

  private static void writeEntries(ToeplitzMatrix matrix, Tensor weights, String header, int first, char separator, OutputStream out)
      throws IOException {
    Writer lines = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
    lines.write(header);
    for (int entry = 0; entry < matrix.entries(); entry++) {
      lines.write(
          Integer.toString(first + matrix.row(entry)) + separator + (first + matrix.column(entry)) + separator
              + number(weights, matrix.weight(entry)) + '\n');
    }
    lines.flush();
  }

  private static String number(Tensor weights, int index) {
    return weights.type() == ElementType.FLOAT ? Float.toString(weights.floats()[index]) : Double.toString(weights.doubles()[index]);
  }
}
