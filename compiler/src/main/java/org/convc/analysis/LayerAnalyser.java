package org.convc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.syntax.Declaration;
import org.convc.syntax.Property;
import org.convc.syntax.Value;

/**
 * One layer, from its properties to its shapes. A property in error is worth one message: whatever depends on it is not looked at.
 *
 * <p>{@code input} names the channels first whatever the layout of the data in memory is.
 */
final class LayerAnalyser {

  /** The numbers of channels, known to be divisible by the groups. */
  private record Channels(int input, int filters, int groups) {}

  private final Declaration.Layer syntax;
  private final LayerKind kind;
  private final Precedence precedence;
  private final OptionValues options;
  private final Diagnostics diagnostics;
  private final ConstantEvaluator evaluator;
  private final NumberReader numbers;
  private final PropertyTable properties;
  private final OptionalInt rank;
  private final Optional<List<Integer>> input;

  LayerAnalyser(
      Declaration.Layer syntax, LayerKind kind, Precedence precedence, ConstantTable constants, Diagnostics diagnostics) {
    this.syntax = syntax;
    this.kind = kind;
    this.precedence = precedence;
    this.diagnostics = diagnostics;
    this.evaluator = new ConstantEvaluator(constants, diagnostics);
    this.numbers = new NumberReader(evaluator, diagnostics);
    this.properties = new PropertyTable(syntax, kind, diagnostics);
    this.options = precedence.of(new OptionsReader(evaluator, diagnostics).read(properties.all()));
    this.rank = rank();
    this.input =
        rank.isPresent()
            ? properties.value(PropertyWord.INPUT).flatMap(v -> numbers.all(PropertyWord.INPUT, v, 1))
            : Optional.empty();
  }

  /**
   * The layer.
   *
   * @return empty where something that the shapes depend on is in error; whatever is in error has been reported
   */
  Optional<Layer> analyse(String javaPackage) {
    // Everything is read before anything is put together, so that each property in error gets its message.
    Optional<Channels> channels = channels();
    Optional<List<Window>> windows = windows();
    Optional<OutputRequest> request = request();
    ElementType type = options.type().orElseThrow();
    Optional<Activation> activation = activation(type);

    if (windows.isEmpty() || request.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<SizedAxis>> axes = axes(windows.get(), request.get(), channels.map(Channels::input).orElse(1));
    boolean complete =
        channels.isPresent()
            && axes.isPresent()
            && activation.isPresent();
    if (!complete || !fitsArrays(channels.get(), axes.get())) {
      return Optional.empty();
    }
    Layer layer =
        new Layer(
            syntax.name().text(),
            javaPackage,
            syntax.documentation(),
            new Origin(diagnostics.source().name(), diagnostics.source().line(syntax.name().span().start())),
            kind,
            type,
            options.layout().orElseThrow(),
            options.flipped().orElseThrow(),
            channels.get().groups(),
            channels.get().input(),
            channels.get().filters(),
            axes.get().stream().map(SizedAxis::toAxis).toList(),
            properties.has(PropertyWord.BIAS),
            activation.get(),
            options.accuracy().orElseThrow());
    new LayerDoubts(new Doubts(layer, properties, this::span, diagnostics)).report();
    return Optional.of(layer);
  }

  /** How it is to be compiled. */
  LayerSettings settings() {
    Optional<Span> place = Optional.ofNullable(properties.all().get(PropertyWord.STRATEGY)).map(Property::span);
    return new LayerSettings(
        options.strategy().orElseThrow(), precedence.strategyPlace(place), options.vectors().orElseThrow());
  }

  /** The number of spatial axes, which {@code input} decides. */
  private OptionalInt rank() {
    Optional<Value> value = properties.value(PropertyWord.INPUT);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    int rank = value.get().entries().size() - 1;
    if (rank < 1 || rank > SpatialAxes.MAX_RANK) {
      diagnostics.report(
          DiagnosticKind.INPUT_RANK,
          value.get().span(),
          List.of(),
          Optional.of("channels x length, channels x height x width, or channels x depth x height x width"));
      return OptionalInt.empty();
    }
    return OptionalInt.of(rank);
  }

  private Optional<Channels> channels() {
    OptionalInt channels = input.isPresent() ? OptionalInt.of(input.get().get(0)) : OptionalInt.empty();
    OptionalInt filters = number(PropertyWord.FILTERS);
    OptionalInt groups = properties.has(PropertyWord.GROUPS) ? number(PropertyWord.GROUPS) : OptionalInt.of(1);
    if (groups.isEmpty()
        || !new GroupAnalyser(diagnostics, span(PropertyWord.INPUT), span(PropertyWord.FILTERS))
            .divides(groups.getAsInt(), channels, filters, span(PropertyWord.GROUPS))
        || channels.isEmpty()
        || filters.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Channels(channels.getAsInt(), filters.getAsInt(), groups.getAsInt()));
  }

  private Optional<List<Window>> windows() {
    Optional<List<Integer>> kernel = perAxis(PropertyWord.KERNEL, 1);
    Optional<List<Integer>> stride = perAxisOrOne(PropertyWord.STRIDE);
    Optional<List<Integer>> dilation = perAxisOrOne(PropertyWord.DILATION);
    if (input.isEmpty() || kernel.isEmpty() || stride.isEmpty() || dilation.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = SpatialAxes.names(rank.getAsInt());
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      windows.add(
          new Window(
              names.get(i), input.get().get(i + 1), kernel.get().get(i), stride.get().get(i), dilation.get().get(i)));
    }
    return Optional.of(windows);
  }

  /** What the layer says about padding and output; empty where some of it is in error. */
  private Optional<OutputRequest> request() {
    PaddingReader reader = new PaddingReader(numbers, evaluator, diagnostics);
    Optional<Padding> padding = properties.value(PropertyWord.PAD).flatMap(v -> reader.read(v, rank));
    Optional<List<Integer>> outputPad = perAxis(PropertyWord.OUTPUT_PAD, 0);
    Optional<List<Integer>> output = perAxis(PropertyWord.OUTPUT, 1);
    boolean failed =
        failed(PropertyWord.PAD, padding)
            || failed(PropertyWord.OUTPUT_PAD, outputPad)
            || failed(PropertyWord.OUTPUT, output);
    return failed ? Optional.empty() : Optional.of(new OutputRequest(padding, outputPad, output));
  }

  private boolean failed(PropertyWord word, Optional<?> reading) {
    return properties.has(word) && reading.isEmpty();
  }

  private Optional<List<SizedAxis>> axes(List<Window> windows, OutputRequest request, int channels) {
    if (kind == LayerKind.CONVOLUTION) {
      Padding padding = request.padding().orElse(Padding.Explicit.none(windows.size()));
      return new ConvolutionAnalyser(diagnostics)
          .analyse(windows, padding, channels, span(PropertyWord.PAD), span(PropertyWord.KERNEL), span(PropertyWord.INPUT));
    }
    return new TransposedAnalyser(diagnostics)
        .analyse(windows, request, span(PropertyWord.PAD), span(PropertyWord.OUTPUT_PAD), span(PropertyWord.OUTPUT));
  }

  /** Checks the tensors of one batch item, and the arrays on the way from one to the other. */
  private boolean fitsArrays(Channels channels, List<SizedAxis> axes) {
    boolean convolution = kind == LayerKind.CONVOLUTION;
    long perGroup = (convolution ? channels.input() : channels.filters()) / channels.groups();
    List<Long> weights = SizedAxis.sizes(axes, a -> (long) a.window().kernel());
    weights.add(0, perGroup);
    List<Long> input = SizedAxis.sizes(axes, a -> (long) a.window().input());
    List<Long> padded = SizedAxis.sizes(axes, SizedAxis::padded);
    List<Long> output = SizedAxis.sizes(axes, SizedAxis::output);
    return fits("input", PropertyWord.INPUT, channels.input(), input)
        && fits("tensor of weights", PropertyWord.KERNEL, convolution ? channels.filters() : channels.input(), weights)
        && (convolution
            ? fits("padded input", PropertyWord.PAD, channels.input(), padded)
            : fits("output before cropping", PropertyWord.INPUT, channels.filters(), padded))
        && fits("output", PropertyWord.FILTERS, channels.filters(), output);
  }

  private boolean fits(String tensor, PropertyWord property, long channels, List<Long> sizes) {
    sizes.add(0, channels);
    return TensorLimits.check(tensor, span(property), sizes, diagnostics);
  }

  private Optional<Activation> activation(ElementType type) {
    return properties.has(PropertyWord.ACTIVATION)
        ? properties
            .value(PropertyWord.ACTIVATION)
            .flatMap(v -> new ActivationReader(evaluator, diagnostics).read(v, type))
        : Optional.of(Activation.NONE);
  }

  private OptionalInt number(PropertyWord word) {
    Optional<Value> value = properties.value(word);
    return value.isPresent() ? numbers.one(word, value.get(), 1) : OptionalInt.empty();
  }

  private Optional<List<Integer>> perAxis(PropertyWord word, int minimum) {
    return properties.value(word).flatMap(v -> numbers.perAxis(word, v, minimum, rank));
  }

  private Optional<List<Integer>> perAxisOrOne(PropertyWord word) {
    return properties.has(word)
        ? perAxis(word, 1)
        : Optional.of(Collections.nCopies(SpatialAxes.MAX_RANK, 1));
  }

  /** The place of a property's value; where there is none, of the layer's name. */
  private Span span(PropertyWord word) {
    return properties.value(word).map(Value::span).orElse(syntax.name().span());
  }
}
