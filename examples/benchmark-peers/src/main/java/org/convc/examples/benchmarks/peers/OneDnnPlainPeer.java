package org.convc.examples.benchmarks.peers;

/** oneDNN on the tensors that a Java program holds: all three of them plain. */
public final class OneDnnPlainPeer extends OneDnnPeer {

  @Override
  public String name() {
    return "onednn-plain";
  }

  @Override
  public String layout() {
    return "nchw";
  }
}
