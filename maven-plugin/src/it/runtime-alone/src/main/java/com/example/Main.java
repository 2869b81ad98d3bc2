package com.example;

import com.example.filters.Back;
import com.example.filters.Book;
import java.util.Arrays;
import org.convc.runtime.ConvLayer;

/** Prints what the textbooks print. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    float[] weights = {0, 1, 2, 3};

    ConvLayer book = new Book();
    float[] y = new float[book.info().outputLength(1)];
    book.forward(1, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, weights, null, y, book.newWorkspace(1));
    System.out.println(Arrays.toString(y));

    ConvLayer back = new Back();
    float[] z = new float[back.info().outputLength(1)];
    back.forward(1, new float[] {0, 1, 2, 3}, weights, new float[] {0}, z, back.newWorkspace(1));
    System.out.println(Arrays.toString(z));

    ConvLayer wave = new Wave();
    double[] full = new double[wave.info().outputLength(1)];
    wave.forward(1, new double[] {0, 0, 1, 1, 0, 0}, new double[] {3, 2, 1}, null, full, wave.newWorkspace(1));
    System.out.println(Arrays.toString(full));
  }
}
