package org.convc.build;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a sequence of parts. Each counts with its length, so that no two sequences run into one. */
final class Digests {

  private final MessageDigest digest;

  Digests() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  static String of(byte[] bytes) {
    return new Digests().add(bytes).result();
  }

  static String of(String... texts) {
    Digests digests = new Digests();
    for (String text : texts) {
      digests.add(text);
    }
    return digests.result();
  }

  Digests add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
    digest.update(bytes);
    return this;
  }

  Digests add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In hexadecimal digits. */
  String result() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
