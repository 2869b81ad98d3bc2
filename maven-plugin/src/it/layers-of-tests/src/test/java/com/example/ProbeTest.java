package com.example;

import org.convc.runtime.ConvLayer;

/** Compiles only if the tests see the layers of both folders. */
final class ProbeTest {

  private ProbeTest() {}

  static ConvLayer[] layers() {
    return new ConvLayer[] {new Blur(), new Probe()};
  }
}
