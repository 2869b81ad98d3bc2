package org.convc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;

/** Checks that groups divide the channels. A depthwise layer has as many groups as input channels. */
final class GroupAnalyser {

  private final Diagnostics diagnostics;
  private final Span inputPlace;
  private final Span filtersPlace;

  /**
   * @param inputPlace of the number of channels
   * @param filtersPlace of the number of filters
   */
  GroupAnalyser(Diagnostics diagnostics, Span inputPlace, Span filtersPlace) {
    this.diagnostics = diagnostics;
    this.inputPlace = inputPlace;
    this.filtersPlace = filtersPlace;
  }

  /**
   * Whether {@code groups} divides whichever of the other numbers is known. Reports where not.
   *
   * @param span place of the groups
   */
  boolean divides(int groups, OptionalInt channels, OptionalInt filters, Span span) {
    List<String> details = new ArrayList<>();
    boolean channelsFit = fits("input channels", channels, groups, details);
    boolean filtersFit = fits("filters", filters, groups, details);
    if (!channelsFit || !filtersFit) {
      Remarks remarks = new Remarks(details, help(groups, channels, filters, channelsFit));
      remarks = channelsFit ? remarks : remarks.note(diagnostics.note(inputPlace, "the input is given here"));
      remarks = filtersFit ? remarks : remarks.note(diagnostics.note(filtersPlace, "the filters are given here"));
      diagnostics.report(DiagnosticKind.GROUPS_DO_NOT_DIVIDE, span, remarks);
    }
    return channelsFit && filtersFit;
  }

  private static boolean fits(String what, OptionalInt number, int groups, List<String> details) {
    if (number.isEmpty() || number.getAsInt() % groups == 0) {
      return true;
    }
    int n = number.getAsInt();
    details.add("%s: %d / %d = %d with remainder %d".formatted(what, n, groups, n / groups, n % groups));
    return false;
  }

  /** {@code groups 2 or 4, or filters 6 or 9}: the nearest numbers of groups and, where only they do not fit, of filters. */
  private static Optional<String> help(
      int groups, OptionalInt channels, OptionalInt filters, boolean channelsFit) {
    int common = gcd(channels.orElse(0), filters.orElse(0));
    String help = "groups " + Wording.or(nearestDivisors(common, groups));
    if (channelsFit) {
      int n = filters.getAsInt();
      Set<Long> multiples = new LinkedHashSet<>();
      multiples.add(Math.max(groups, (long) n / groups * groups));
      multiples.add(((long) n / groups + 1) * groups);
      multiples.removeIf(m -> m > Integer.MAX_VALUE);
      help += ", or filters " + Wording.or(multiples);
    }
    return Optional.of(help);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The largest divisor of {@code number} below {@code target} and the smallest one above. */
  private static Set<Integer> nearestDivisors(int number, int target) {
    int below = 1;
    int above = number;
    for (int d = 1; (long) d * d <= number; d++) {
      if (number % d == 0) {
        for (int divisor : new int[] {d, number / d}) {
          below = divisor < target ? Math.max(below, divisor) : below;
          above = divisor > target ? Math.min(above, divisor) : above;
        }
      }
    }
    Set<Integer> nearest = new LinkedHashSet<>(List.of(below));
    if (above > target) {
      nearest.add(above);
    }
    return nearest;
  }
}
