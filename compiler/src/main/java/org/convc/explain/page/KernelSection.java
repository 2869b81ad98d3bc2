package org.convc.explain.page;

import java.util.Optional;
import org.convc.KernelPlan;
import org.convc.LayerPlan;
import org.convc.explain.print.Wording;
import org.convc.facts.LayerFacts;
import org.convc.ir.Printer;
import org.convc.schedule.Scheduled;

/** How the kernels of a layer are computed, and how else they might have been. */
final class KernelSection {

  private final Markup html;
  private final LayerFacts facts;
  private final boolean stages;

  KernelSection(Markup html, LayerFacts facts, boolean stages) {
    this.html = html;
    this.facts = facts;
    this.stages = stages;
  }

  void write() {
    for (int twin = 0; twin < facts.plan().twins().size(); twin++) {
      LayerPlan.TwinPlan plan = facts.plan().twins().get(twin);
      html.element("h3", "Kernels for " + machine(plan) + (plan.release() == 0 ? ", any JDK" : ", JDK " + plan.release()));
      html.open("div", "class", "kernels");
      for (KernelPlan kernel : plan.kernels()) {
        kernel(kernel, twin);
      }
      html.close();
    }
  }

  static String machine(LayerPlan.TwinPlan plan) {
    return plan.vectorBits() == 0 ? "plain arrays" : "vectors of " + plan.vectorBits() + " bits";
  }

  private void kernel(KernelPlan kernel, int twin) {
    html.open("section", "class", "kernel " + Palette.cssClass(kernel.kernel()), "data-kernel", kernel.kernel());
    html.open("h4").element("span", Palette.words(kernel.kernel()), "class", "chip " + Palette.cssClass(kernel.kernel())).close();
    html.element("p", kernel.strategy(), "class", "strategy");
    html.open("p").element("code", kernel.key()).text(" " + kernel.origin() + (kernel.general() ? "; the general kernel" : "")).close();
    html.open("p", "class", "note");
    html.text("scratch " + Wording.bytes(kernel.scratchBytes()) + ", packed weights " + Wording.bytes(kernel.packedBytes()));
    html.close();
    methods(kernel, twin);
    alternatives(kernel);
    if (stages) {
      stages(kernel.scheduled());
    }
    html.close();
  }

  private void methods(KernelPlan kernel, int twin) {
    html.open("ul", "class", "methods", "aria-label", "Methods");
    for (KernelPlan.Method method : kernel.methods()) {
      html.open("li").element("a", method.name(), "href", "#" + SourceSection.anchor(facts, twin, method.name()));
      html.text(method.bytes() == KernelPlan.Method.UNKNOWN ? "" : " " + Wording.count(method.bytes())).close();
    }
    html.close();
    html.element("p", kernel.largestMethod().bytes() == KernelPlan.Method.UNKNOWN
        ? "sizes unknown: written by a Java without jdk.incubator.vector"
        : "bytes of bytecode, at most " + Wording.count(kernel.methodLimit()) + " a method", "class", "note");
  }

  private void alternatives(KernelPlan kernel) {
    if (kernel.alternatives().isEmpty()) {
      return;
    }
    html.open("details").element("summary", kernel.alternatives().size() + " strategies not chosen");
    Table table = new Table(html, "Strategies not chosen for " + Palette.words(kernel.kernel()));
    table.head("strategy", "cycles, predicted#", "why not");
    table.row("class", "chosen");
    table.text(kernel.key());
    cycles(table, kernel.cycles());
    table.text("chosen");
    for (KernelPlan.Alternative alternative : kernel.alternatives()) {
      table.row();
      table.text(alternative.key());
      cycles(table, alternative.suits() ? Optional.of(alternative.cycles()) : Optional.empty());
      table.text(alternative.suits() ? alternative.reason() : "does not suit: " + alternative.reason());
    }
    table.close();
    html.close();
  }

  /** A cell; empty where nothing is predicted. */
  static void cycles(Table table, Optional<Double> cycles) {
    if (cycles.isPresent()) {
      table.number(cycles.get(), Wording.count(Math.round(cycles.get())));
    } else {
      table.text("");
    }
  }

  /** Passes that change nothing are left out. */
  private void stages(Scheduled scheduled) {
    html.open("details", "class", "stages").element("summary", "Loop nests after each pass");
    String before = "";
    for (Scheduled.Stage stage : scheduled.stages()) {
      String printed = Printer.print(stage.kernel());
      if (!printed.equals(before)) {
        html.open("details").element("summary", stage.name());
        html.open("pre", "tabindex", "0").text(printed).close().close();
      }
      before = printed;
    }
    html.close();
  }
}
