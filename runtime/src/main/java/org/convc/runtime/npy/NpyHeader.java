package org.convc.runtime.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What stands before the numbers of an array in the format {@code .npy}: the magic bytes, a version, the length of a text in two bytes
 * (version 1.0) or four (2.0 and 3.0), and the text, a Python dictionary that ends with a newline.
 *
 * @param fortran whether the first axis is contiguous, not the last one
 * @param bytes the length of all of that
 */
record NpyHeader(NumberType type, boolean fortran, int[] shape, int bytes) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy aligns the numbers to so many bytes. */
  private static final int ALIGNMENT = 64;

  /** A text of numbers' types and shapes is far shorter; a longer one is a damaged length. */
  private static final int LONGEST_TEXT = 65_535;

  /**
   * @param file how messages call the file
   */
  static NpyHeader read(String file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
      throw new TensorFileException(file, start.length == 0 ? "empty" : "not a .npy file: it does not begin with \\x93NUMPY");
    }
    if (start.length < MAGIC.length + 2) {
      throw new TensorFileException(file, "cut in the header");
    }
    int major = start[MAGIC.length] & 0xff;
    int minor = start[MAGIC.length + 1] & 0xff;
    if (major < 1 || major > 3 || minor != 0) {
      throw new TensorFileException(file, "version " + major + "." + minor + " of the format; 1.0, 2.0 and 3.0 are read");
    }
    int lengthBytes = major == 1 ? 2 : 4;
    byte[] length = in.readNBytes(lengthBytes);
    long announced = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      announced = announced << 8 | length[i] & 0xff;
    }
    if (length.length < lengthBytes) {
      throw new TensorFileException(file, "cut in the header");
    }
    if (announced > LONGEST_TEXT) {
      throw new TensorFileException(file, "a header of " + announced + " bytes; at most " + LONGEST_TEXT + " are read");
    }
    byte[] text = in.readNBytes((int) announced);
    if (text.length < announced) {
      throw new TensorFileException(file, "cut in the header: " + announced + " bytes announced, " + text.length + " there");
    }
    String dictionary = new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return new HeaderText(file, dictionary).header(start.length + lengthBytes + text.length);
  }

  /**
   * The number of elements.
   *
   * @throws TensorFileException if no array holds them
   */
  int elements(String file) throws TensorFileException {
    long elements = 1;
    for (int size : shape) {
      elements *= size;
      if (elements > Integer.MAX_VALUE) {
        throw new TensorFileException(file, "no array holds the shape " + Tensor.text(shape));
      }
    }
    return (int) elements;
  }

  /** The bytes of the header, in version 1.0 as NumPy writes it. */
  byte[] written() {
    String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String tuple = "(" + sizes + (shape.length == 1 ? ",)" : ")");
    String text = "{'descr': '" + type.text() + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + tuple + ", }";
    int before = MAGIC.length + 4;
    int all = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = new byte[all];
    Arrays.fill(header, (byte) ' ');
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[MAGIC.length] = 1;
    header[MAGIC.length + 1] = 0;
    header[MAGIC.length + 2] = (byte) (all - before);
    header[MAGIC.length + 3] = (byte) (all - before >> 8);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, header, before, ascii.length);
    header[all - 1] = '\n';
    return header;
  }
}
