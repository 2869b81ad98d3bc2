package org.convc.runtime.npy;

import java.util.ArrayList;
import java.util.List;

/** Reads the dictionary of a header: Python's way to write exactly {@code descr}, {@code fortran_order} and {@code shape}, in any order. */
final class HeaderText {

  /** NumPy allows so many axes. */
  private static final int MOST_AXES = 64;

  private final String file;
  private final String text;
  private int at;

  private NumberType type;
  private Boolean fortran;
  private int[] shape;

  HeaderText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * @param bytes the length of the whole header
   */
  NpyHeader header(int bytes) throws TensorFileException {
    expect('{');
    while (!accept('}')) {
      entry();
      if (!accept(',') && peek() != '}') {
        throw damaged("',' or '}'");
      }
    }
    if (!text.endsWith("\n") || !text.substring(at).isBlank()) {
      throw damaged("blanks and a newline");
    }
    if (type == null || fortran == null || shape == null) {
      throw new TensorFileException(file, "the header lacks " + (type == null ? "descr" : fortran == null ? "fortran_order" : "shape"));
    }
    return new NpyHeader(type, fortran, shape, bytes);
  }

  private void entry() throws TensorFileException {
    String key = quoted();
    expect(':');
    if (key.equals("descr") && type == null) {
      type = type();
    } else if (key.equals("fortran_order") && fortran == null) {
      fortran = truth();
    } else if (key.equals("shape") && shape == null) {
      shape = tuple();
    } else {
      throw new TensorFileException(file, "the header has '" + key + "' where descr, fortran_order or shape should be");
    }
  }

  private NumberType type() throws TensorFileException {
    if (peek() == '[') {
      throw new TensorFileException(file, "records of several fields; arrays of numbers are read");
    }
    String name = quoted();
    return NumberType.of(name).orElseThrow(() -> new TensorFileException(file, NumberType.unknown(name)));
  }

  private boolean truth() throws TensorFileException {
    for (boolean value : new boolean[] {true, false}) {
      String word = value ? "True" : "False";
      if (peek() == word.charAt(0) && text.startsWith(word, at)) {
        at += word.length();
        return value;
      }
    }
    throw damaged("True or False");
  }

  private int[] tuple() throws TensorFileException {
    List<Integer> sizes = new ArrayList<>();
    expect('(');
    while (!accept(')')) {
      sizes.add(size());
      boolean comma = accept(',');
      if (!comma && (peek() != ')' || sizes.size() == 1)) {
        throw damaged("','");
      }
      if (sizes.size() > MOST_AXES) {
        throw new TensorFileException(file, "more than " + MOST_AXES + " axes");
      }
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private int size() throws TensorFileException {
    peek();
    int begin = at;
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = 10 * value + text.charAt(at++) - '0';
      if (value > Integer.MAX_VALUE) {
        throw new TensorFileException(file, "an axis of more than " + Integer.MAX_VALUE + " elements");
      }
    }
    if (at == begin) {
      throw damaged("a size");
    }
    // Python 2 marked large integers so.
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    return (int) value;
  }

  private String quoted() throws TensorFileException {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw damaged("a quoted word");
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw damaged("a closing quote");
    }
    String word = text.substring(at + 1, end);
    at = end + 1;
    return printable(word);
  }

  private void expect(char wanted) throws TensorFileException {
    if (!accept(wanted)) {
      throw damaged("'" + wanted + "'");
    }
  }

  private boolean accept(char wanted) {
    boolean found = peek() == wanted;
    at += found ? 1 : 0;
    return found;
  }

  /** The next character that is not blank; 0 at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private TensorFileException damaged(String expected) {
    String rest = text.substring(at, Math.min(text.length(), at + 20)).strip();
    String got = rest.isEmpty() ? "the end" : "'" + printable(rest) + "'";
    return new TensorFileException(file, "the header is damaged: expected " + expected + ", got " + got);
  }

  /** Messages go to terminals. */
  private static String printable(String word) {
    return word.replaceAll("[^ -~]", "?");
  }
}
