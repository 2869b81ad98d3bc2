package org.convc.diagnostic;

import java.util.Locale;

/**
 * Every message that convc can give about a {@code .conv} file, or about a file of measured strategies. Each has a page in the
 * {@link Catalogue}.
 */
public enum DiagnosticKind {
  // Reading
  UNREADABLE_FILE(1, "cannot read this file: %s"),
  FILE_TOO_LARGE(2, "this file is longer than %,d bytes"),
  NOT_UTF_8(3, "byte 0x%02X is not UTF-8 text"),
  CONTROL_CHARACTER(4, "control character %s; this is not a text file"),
  BIDIRECTIONAL_CONTROL(5, "%s has no place in a .conv file"),

  // Words
  UNKNOWN_CHARACTER(11, "%s is not part of the language"),
  MALFORMED_NUMBER(12, "'%s' is neither a number nor a word"),
  STRING(13, "only an import has text in quotes"),
  UNCLOSED_COMMENT(14, "this comment is not closed"),
  NUMBER_TOO_LONG(15, "a number of %,d characters; at most %,d are allowed"),
  WORD_TOO_LONG(16, "a word of %,d characters; at most %,d are allowed"),
  TOO_MANY_TOKENS(17, "a file of more than %,d words and signs"),

  // Parsing
  SYNTAX(21, "%s"),
  NO_LAYERS(22, "this file declares no layer and no constant"),
  LAYER_WITHOUT_NAME(23, "expected a name between '%s' and '{'"),
  LAYER_NAME_NOT_A_WORD(24, "expected one word as the name of '%s'"),
  BLOCK_FOR_VALUE(25, "expected a value after '%s', not a block"),
  UNCLOSED_LAYER(26, "expected '}' at the end of layer%s"),
  NESTED_DECLARATION(27, "%s stands inside %s"),
  NESTED_TOO_DEEPLY(28, "more than %,d brackets, signs or blocks inside each other"),
  TOO_MANY_OPERATORS(29, "more than %,d operators in one value"),

  // Analysis: names
  UNKNOWN_LAYER_KIND(41, "unknown kind of layer '%s'"),
  UNSUPPORTED(42, "'%s' is not supported by this version"),
  NOT_A_JAVA_NAME(43, "'%s' cannot be a name in Java"),
  RESERVED_LAYER_NAME(44, "a layer cannot be called '%s'"),
  REPEATED_LAYER(45, "layer '%s' is declared twice"),
  LAYERS_DIFFER_IN_CASE(46, "the names of layers '%s' and '%s' differ only in case"),
  PACKAGE_NAME_TOO_LONG(47, "a package name of %,d characters; at most %,d are allowed"),
  RESERVED_PACKAGE(48, "package '%s' is not open to generated classes"),

  // Analysis: properties
  UNKNOWN_PROPERTY(61, "unknown property '%s'"),
  UNKNOWN_FILE_OPTION(62, "'%s' cannot stand outside a layer"),
  REPEATED_PROPERTY(63, "%s is given twice"),
  MISSING_PROPERTY(64, "layer '%s' lacks %s"),
  PROPERTY_OF_OTHER_KIND(65, "%s is not for %s layers"),
  VALUE_MISSING(66, "%s needs a value"),
  VALUE_NOT_ALLOWED(67, "%s takes no value"),
  UNKNOWN_OPTION_VALUE(68, "unknown %s '%s'"),
  WORD_NEEDED(69, "%s takes a word"),

  // Analysis: numbers
  REPEATED_CONSTANT(81, "constant '%s' is declared twice"),
  RESERVED_CONSTANT_NAME(82, "'%s' is a word of the language and cannot name a constant"),
  UNKNOWN_CONSTANT(83, "unknown constant '%s'"),
  CONSTANT_USED_BEFORE_DECLARATION(84, "constant '%s' is used before it is declared"),
  NUMBER_NEEDED(85, "a number is needed, not '%s'"),
  WHOLE_NUMBER_NEEDED(86, "a whole number is needed, not %s"),
  NUMBER_OVERFLOW(87, "the number does not fit in 64 bits"),
  DIVISION_BY_ZERO(88, "division by zero"),
  INEXACT_DIVISION(89, "the division leaves a remainder"),
  NUMBER_TOO_SMALL(90, "%s must be at least %d"),
  NUMBER_TOO_LARGE(91, "%s must be at most %d"),

  // Analysis: shapes
  INPUT_RANK(101, "input takes channels and one to three spatial sizes"),
  SINGLE_NUMBER_NEEDED(102, "%s takes one number"),
  AXIS_COUNT(103, "%s has %d numbers for %s"),
  BEGIN_AND_END_NOT_ALLOWED(104, "%s takes no begin:end"),
  UNKNOWN_PADDING(105, "unknown padding '%s'"),
  PADDING_WORD_NOT_ALONE(106, "the padding word '%s' stands for all axes and must be alone"),
  CAUSAL_RANK(107, "causal padding is for layers with one spatial axis"),
  GROUPS_DO_NOT_DIVIDE(108, "groups must divide the channels of input and filters"),
  INPUT_CROPPED_AWAY(109, "the negative padding leaves no input to read"),
  KERNEL_DOES_NOT_FIT(110, "kernel does not fit the padded input"),
  OUTPUT_CROPPED_AWAY(111, "the padding leaves no output"),
  OUTPUT_PAD_RANGE(112, "output_pad must be smaller than stride or dilation"),
  OUTPUT_UNREACHABLE(113, "these paddings do not give this output"),
  TENSOR_TOO_LARGE(114, "the %s is too large"),

  // Analysis: accuracy
  ACCURACY_RANGE(131, "accuracy must be above 0 and at most %,d"),

  // Analysis: activations
  UNKNOWN_ACTIVATION(136, "unknown activation '%s'"),
  ACTIVATION_PARAMETER_COUNT(137, "%s takes %s"),
  ACTIVATION_PARAMETER_TOO_LARGE(138, "the parameter of %s is too large for type %s"),
  CLIP_BOUNDS(139, "the lower bound of clip must be below the upper one"),

  // Imports
  PATH_QUOTES(151, "the path of an import stands between double quotes"),
  IMPORT_PATH(152, "%s is no path to import"),
  IMPORT_OUTSIDE_ROOT(153, "%s leads out of the folder that the sources begin in"),
  IMPORT_NOT_FOUND(154, "cannot find %s"),
  IMPORT_AMBIGUOUS(155, "%s is found in %d places"),
  IMPORT_UNREADABLE(156, "cannot read %s: %s"),
  IMPORT_CYCLE(157, "this import leads back to this file"),
  REPEATED_IMPORT(158, "%s is imported twice"),
  IMPORT_WITHOUT_FILE(159, "a text that is in no folder cannot import %s"),
  IMPORT_WITHOUT_CONSTANTS(160, Severity.WARNING, "%s declares no constant, so that importing it has no effect"),
  IMPORTED_TWICE(161, "%s declares %s %s, as another imported file does"),
  HIDES_IMPORTED_CONSTANT(162, "constant '%s' is imported already"),
  TOO_MANY_FILES(163, "more than %,d imported files"),
  IMPORTS_TOO_DEEP(164, "more than %,d files that import each other in a row"),
  TOO_MUCH_IMPORTED(165, "imported files of more than %,d characters altogether"),
  FILE_OUTSIDE_ROOT(166, "this file is not in %s, where the sources begin"),

  // Options
  VECTOR_WIDTH(171, "there are no vectors of %d bits"),
  REPEATED_WIDTH(172, "vectors of %d bits are named twice"),
  VECTORS_FORM(173, "vectors takes auto, none, a width, or several as one_of(...)"),
  STRATEGY_SUITS_NOTHING(174, Severity.WARNING, "strategy %s suits no kernel %s, so the predicted costs decide"),

  // Files of measured strategies
  NOT_A_TUNING_FILE(181, "expected '%s' as the first line of a file of measured strategies"),
  TUNING_FIELD_COUNT(182, "expected %d fields between '|', got %d"),
  TUNING_FIELD(183, "expected %s"),
  TUNED_STRATEGY_UNKNOWN(184, Severity.WARNING, "'%s' is no strategy for %s of this layer, so the predicted costs decide"),

  // Legal, and probably not what was meant
  INPUT_SKIPPED(201, Severity.WARNING, "the windows step over input that none of them reads"),
  TRAILING_INPUT_UNREAD(202, Severity.WARNING, "the end of the input is read by no window"),
  WINDOW_OF_PADDING(203, Severity.WARNING, "some windows read nothing but padding"),
  INPUT_CROPPED(204, Severity.WARNING, "this padding is negative and crops the input"),
  OUTPUT_GAPS(205, Severity.WARNING, "the kernel leaves gaps in the output, which no input reaches"),
  OUTPUT_NOT_REACHED(206, Severity.WARNING, "the output begins or ends where no input reaches"),
  INPUT_WITHOUT_EFFECT(207, Severity.WARNING, "the padding crops all that some of the input adds"),
  DILATION_WITHOUT_EFFECT(208, Severity.WARNING, "dilation has no effect on a kernel of one tap"),
  ALMOST_DEPTHWISE(209, Severity.WARNING, "groups are as many as filters, not as channels of the input"),
  SCALES_CHANNELS(210, Severity.WARNING, "each filter only multiplies one channel by one number"),
  UNUSED_CONSTANT(211, Severity.WARNING, "constant '%s' is never used"),

  // Counting
  MORE_ERRORS(199, "more errors follow; these are the first %,d"),
  MORE_WARNINGS(299, Severity.WARNING, "more warnings follow: %,d after the first %,d");

  private final Severity severity;
  private final int number;
  private final String format;

  DiagnosticKind(int number, String format) {
    this(number, Severity.ERROR, format);
  }

  DiagnosticKind(int number, Severity severity, String format) {
    this.number = number;
    this.severity = severity;
    this.format = format;
  }

  /** What a user looks a message up by, such as {@code CONV012}. It never changes its meaning, and is never given anew. */
  public String code() {
    return String.format(Locale.ROOT, "CONV%03d", number);
  }

  int number() {
    return number;
  }

  public Severity severity() {
    return severity;
  }

  /** The headline, for {@link String#format} with the root locale. */
  public String format() {
    return format;
  }
}
