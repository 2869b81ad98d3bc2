package org.convc.explain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.convc.ConvModule;
import org.convc.explain.page.HtmlPage;
import org.convc.explain.print.JsonExplanation;
import org.convc.explain.print.TextExplanation;
import org.convc.facts.FileFacts;
import org.convc.facts.Measurements;

/**
 * All there is to say about the layers of a file: shapes and how they follow, what they cost, how their kernels are computed and why so.
 * What each figure means is written in EXPLAIN.md. Immutable; made once, printed as often as one likes.
 *
 * <pre>{@code
 * Explanation vision = Explanation.of(Convc.compile(Path.of("vision.conv")));
 * Files.writeString(Path.of("vision.html"), vision.html());
 * }</pre>
 */
public final class Explanation {

  /** What every {@linkplain #html page} says of who wrote it. */
  public static final String PAGE_MARK = HtmlPage.MARK;

  private final ConvModule module;
  private final FileFacts facts;
  private final Optional<Measurements> measurements;
  private final boolean stages;
  private final boolean source;

  private Explanation(ConvModule module, FileFacts facts, Optional<Measurements> measurements, boolean stages, boolean source) {
    this.module = module;
    this.facts = facts;
    this.measurements = measurements;
    this.stages = stages;
    this.source = source;
  }

  /** Explains all layers. Compiles their classes, as the sizes of methods are known only then, but loads none. */
  public static Explanation of(ConvModule module) {
    return new Explanation(module, FileFacts.of(module, module.layerNames()), Optional.empty(), false, false);
  }

  /**
   * Explains one layer; its receptive field takes the layers before it into account.
   *
   * @throws IllegalArgumentException if the file has no layer of that name
   */
  public static Explanation of(ConvModule module, String layer) {
    module.model(layer);
    return new Explanation(module, FileFacts.of(module, List.of(layer)), Optional.empty(), false, false);
  }

  /** With the loop nests of every kernel: the definition, and what each pass made of it. Much text. */
  public Explanation withStages() {
    return new Explanation(module, facts, measurements, true, source);
  }

  /** With the generated source, in text and JSON. The page has it always. */
  public Explanation withSource() {
    return new Explanation(module, facts, measurements, stages, true);
  }

  /**
   * With the times of all kernels on this machine, and what the machine can do at best, measured now: one thread, one batch item. What
   * else the machine does meanwhile shows in the result.
   *
   * @param mostEach how long each kernel may take to get up to speed
   * @throws IllegalArgumentException if the duration is not positive
   * @throws IllegalStateException if the module was compiled for vectors and the program runs without them
   */
  public Explanation measured(Duration mostEach) {
    return new Explanation(module, facts, Optional.of(Meter.measure(module, facts, mostEach)), stages, source);
  }

  /** For a terminal: lines of at most 110 characters, source and loop nests apart, ended by {@code \n}. */
  public String text() {
    return new TextExplanation(measurements, stages, source).write(facts);
  }

  /** One JSON object, as EXPLAIN.md describes it. */
  public String json() {
    return new JsonExplanation(measurements, stages, source).write(facts);
  }

  /** One page that needs nothing else: no network, no fonts; readable without JavaScript, with pictures to play with where it is on. */
  public String html() {
    return HtmlPage.of(facts, measurements, stages);
  }
}
