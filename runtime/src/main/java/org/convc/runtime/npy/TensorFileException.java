package org.convc.runtime.npy;

import java.io.IOException;

/** A file of tensors is damaged, or holds what is not read here. The message begins with the name of the file. */
public final class TensorFileException extends IOException {

  public TensorFileException(String file, String what) {
    super(file + ": " + what);
  }

  public TensorFileException(String file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }
}
