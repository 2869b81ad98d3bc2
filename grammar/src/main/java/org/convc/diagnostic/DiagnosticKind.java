package org.convc.diagnostic;

/** The catalogue: every message that convc can give about a {@code .conv} file, or about a file of measured strategies. */
public enum DiagnosticKind {
  // Reading
  UNREADABLE_FILE("cannot read this file: %s"),
  FILE_TOO_LARGE("this file is longer than %,d bytes"),
  NOT_UTF_8("byte 0x%02X is not UTF-8 text"),
  CONTROL_CHARACTER("control character %s; this is not a text file"),
  BIDIRECTIONAL_CONTROL("%s has no place in a .conv file"),

  // Words
  UNKNOWN_CHARACTER("%s is not part of the language"),
  MALFORMED_NUMBER("'%s' is neither a number nor a word"),
  STRING("the language has no strings"),
  UNCLOSED_COMMENT("this comment is not closed"),
  NUMBER_TOO_LONG("a number of %,d characters; at most %,d are allowed"),
  WORD_TOO_LONG("a word of %,d characters; at most %,d are allowed"),
  TOO_MANY_TOKENS("a file of more than %,d words and signs"),

  // Parsing
  SYNTAX("%s"),
  NO_LAYERS("this file declares no layer"),
  LAYER_WITHOUT_NAME("expected a name between '%s' and '{'"),
  LAYER_NAME_NOT_A_WORD("expected one word as the name of '%s'"),
  BLOCK_FOR_VALUE("expected a value after '%s', not a block"),
  UNCLOSED_LAYER("expected '}' at the end of layer%s"),
  NESTED_DECLARATION("%s stands inside %s"),
  NESTED_TOO_DEEPLY("more than %,d brackets, signs or blocks inside each other"),
  TOO_MANY_OPERATORS("more than %,d operators in one value"),

  // Analysis: names
  UNKNOWN_LAYER_KIND("unknown kind of layer '%s'"),
  UNSUPPORTED("'%s' is not supported by this version"),
  NOT_A_JAVA_NAME("'%s' cannot be a name in Java"),
  RESERVED_LAYER_NAME("a layer cannot be called '%s'"),
  REPEATED_LAYER("layer '%s' is declared twice"),
  LAYERS_DIFFER_IN_CASE("the names of layers '%s' and '%s' differ only in case"),
  PACKAGE_NAME_TOO_LONG("a package name of %,d characters; at most %,d are allowed"),
  RESERVED_PACKAGE("package '%s' is not open to generated classes"),

  // Analysis: properties
  UNKNOWN_PROPERTY("unknown property '%s'"),
  UNKNOWN_FILE_OPTION("'%s' cannot stand outside a layer"),
  REPEATED_PROPERTY("%s is given twice"),
  MISSING_PROPERTY("layer '%s' lacks %s"),
  PROPERTY_OF_OTHER_KIND("%s is not for %s layers"),
  VALUE_MISSING("%s needs a value"),
  VALUE_NOT_ALLOWED("%s takes no value"),
  UNKNOWN_OPTION_VALUE("unknown %s '%s'"),
  WORD_NEEDED("%s takes a word"),

  // Analysis: numbers
  REPEATED_CONSTANT("constant '%s' is declared twice"),
  RESERVED_CONSTANT_NAME("'%s' is a word of the language and cannot name a constant"),
  UNKNOWN_CONSTANT("unknown constant '%s'"),
  CONSTANT_USED_BEFORE_DECLARATION("constant '%s' is used before it is declared"),
  NUMBER_NEEDED("a number is needed, not '%s'"),
  WHOLE_NUMBER_NEEDED("a whole number is needed, not %s"),
  NUMBER_OVERFLOW("the number does not fit in 64 bits"),
  DIVISION_BY_ZERO("division by zero"),
  INEXACT_DIVISION("the division leaves a remainder"),
  NUMBER_TOO_SMALL("%s must be at least %d"),
  NUMBER_TOO_LARGE("%s must be at most %d"),

  // Analysis: shapes
  INPUT_RANK("input takes channels and one to three spatial sizes"),
  SINGLE_NUMBER_NEEDED("%s takes one number"),
  AXIS_COUNT("%s has %d numbers for %s"),
  BEGIN_AND_END_NOT_ALLOWED("%s takes no begin:end"),
  UNKNOWN_PADDING("unknown padding '%s'"),
  PADDING_WORD_NOT_ALONE("the padding word '%s' stands for all axes and must be alone"),
  CAUSAL_RANK("causal padding is for layers with one spatial axis"),
  GROUPS_DO_NOT_DIVIDE("groups must divide the channels of input and filters"),
  INPUT_CROPPED_AWAY("the negative padding leaves no input to read"),
  KERNEL_DOES_NOT_FIT("kernel does not fit the padded input"),
  OUTPUT_CROPPED_AWAY("the padding leaves no output"),
  OUTPUT_PAD_RANGE("output_pad must be smaller than stride or dilation"),
  OUTPUT_UNREACHABLE("these paddings do not give this output"),
  TENSOR_TOO_LARGE("the %s is too large"),

  // Analysis: accuracy
  ACCURACY_RANGE("accuracy must be above 0 and at most %,d"),

  // Analysis: activations
  UNKNOWN_ACTIVATION("unknown activation '%s'"),
  ACTIVATION_PARAMETER_COUNT("%s takes %s"),
  ACTIVATION_PARAMETER_TOO_LARGE("the parameter of %s is too large for type %s"),
  CLIP_BOUNDS("the lower bound of clip must be below the upper one"),

  // Files of measured strategies
  NOT_A_TUNING_FILE("expected '%s' as the first line of a file of measured strategies"),
  TUNING_FIELD_COUNT("expected %d fields between '|', got %d"),
  TUNING_FIELD("expected %s"),
  TUNED_STRATEGY_UNKNOWN(Severity.WARNING, "'%s' is no strategy for %s of this layer, so the predicted costs decide"),

  // Counting
  MORE_ERRORS("more errors follow; these are the first %,d");

  private final Severity severity;
  private final String format;

  DiagnosticKind(String format) {
    this(Severity.ERROR, format);
  }

  DiagnosticKind(Severity severity, String format) {
    this.severity = severity;
    this.format = format;
  }

  public Severity severity() {
    return severity;
  }

  /** The headline, for {@link String#format} with the root locale. */
  public String format() {
    return format;
  }
}
