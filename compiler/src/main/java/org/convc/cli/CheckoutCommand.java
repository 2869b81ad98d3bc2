package org.convc.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands that the launcher of a checkout takes over, because it has to build them: they are listed here, and no more. */
abstract class CheckoutCommand implements Callable<Integer> {

  @Command(
      name = "bench",
      description = "Times the kernels beside native libraries and plain loops. Needs a checkout of convc, where ./convc bench --help "
          + "tells more.",
      mixinStandardHelpOptions = true)
  static final class Bench extends CheckoutCommand {}

  @Command(
      name = "demo",
      description = "Filters a picture, then learns a filter back from it. Needs a checkout of convc: ./convc demo.",
      mixinStandardHelpOptions = true)
  static final class Demo extends CheckoutCommand {}

  @Unmatched
  private List<String> arguments;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), spec.name() + " needs a checkout of convc, where ./convc " + spec.name() + " builds what it takes");
  }
}
