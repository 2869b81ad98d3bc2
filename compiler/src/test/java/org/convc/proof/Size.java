package org.convc.proof;

/**
 * How much of a figure is measured.
 *
 * @param count number of cases; figures over reference data take at most what is there
 * @param first number of the first case: a failing one is measured again, alone
 * @param seed of everything random
 * @param threads how many cases are measured at once
 */
record Size(long count, long first, long seed, int threads) {

  /** The options with which one case is measured again. */
  String replay(String figure, long index) {
    return "mvn -q -B -pl compiler -am test -Dtest=Proof -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dconvc.proof.figures=" + figure + " -Dconvc.proof.seed=" + seed
        + " -Dconvc.proof.first=" + index + " -Dconvc.proof.count=1";
  }
}
