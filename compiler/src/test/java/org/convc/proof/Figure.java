package org.convc.proof;

/** One promise and how it is measured. */
interface Figure {

  /** Its number in the table. */
  String number();

  /** What is measured, in a few words. */
  String what();

  /** What is promised. */
  String target();

  /** How many cases suit the ordinary build. */
  long ordinary();

  /** How many cases the full proof has. */
  long full();

  /**
   * Measures.
   *
   * @throws org.opentest4j.TestAbortedException if the data that it needs is not there
   */
  Finding measure(Size size);
}
