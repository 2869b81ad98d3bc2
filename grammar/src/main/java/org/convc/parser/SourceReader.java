package org.convc.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;

/**
 * Files and bytes to text. Whatever prevents it is reported like any other mistake, for the person who named the file is the one who reads
 * the messages: {@code ConvParser.parse(SourceReader.read(path, name))} never throws on account of the file.
 */
public final class SourceReader {

  private SourceReader() {}

  /**
   * Reads a file.
   *
   * @param name how messages call it
   * @return with the text of the file, or with an error and what text there is
   */
  public static Diagnostics read(Path file, String name) {
    if (Files.isDirectory(file)) {
      return unreadable(name, "it is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, name);
    } catch (NoSuchFileException e) {
      return unreadable(name, "it does not exist");
    } catch (AccessDeniedException e) {
      return unreadable(name, "access is denied");
    } catch (IOException e) {
      return unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  /** Reads a stream to its end, or as far as a text may reach; does not close it. */
  public static Diagnostics read(InputStream in, String name) {
    try {
      // One byte more than allowed tells whether there are more.
      return decode(in.readNBytes(TextRules.MAX_LENGTH + 1), name);
    } catch (IOException e) {
      return unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Decodes UTF-8, with or without a byte order mark. Nothing is guessed: a text in another encoding is refused at its first foreign byte.
   *
   * @param name how messages call the text
   */
  public static Diagnostics decode(byte[] bytes, String name) {
    if (bytes.length > TextRules.MAX_LENGTH) {
      Diagnostics diagnostics = new Diagnostics(new SourceText(name, ""));
      TextRules.refuseLength(diagnostics);
      return diagnostics;
    }
    int start = hasByteOrderMark(bytes) ? 3 : 0;
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      return new Diagnostics(new SourceText(name, out.flip().toString()));
    }
    // For the excerpt; U+FFFD stands for what is no text.
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    Diagnostics diagnostics = new Diagnostics(new SourceText(name, text));
    boolean utf16 = in.position() == 0 && bytes.length > 1 && (bytes[0] & bytes[1] & 0xFF) == 0xFE;
    diagnostics.report(
        DiagnosticKind.NOT_UTF_8,
        new Span(out.position(), out.position() + 1),
        List.of(),
        Optional.of(utf16 ? "this looks like UTF-16; save it as UTF-8" : "save the file as UTF-8"),
        bytes[in.position()] & 0xFF);
    return diagnostics;
  }

  private static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
  }

  private static Diagnostics unreadable(String name, String reason) {
    Diagnostics diagnostics = new Diagnostics(new SourceText(name, ""));
    diagnostics.report(DiagnosticKind.UNREADABLE_FILE, new Span(0, 0), reason);
    return diagnostics;
  }
}
