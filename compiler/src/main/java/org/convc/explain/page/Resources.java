package org.convc.explain.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The style sheet and the scripts, and the policy that allows a page these and nothing else. */
final class Resources {

  private static final List<String> SCRIPTS = List.of("tables.js", "axis.js", "grid.js", "reading.js", "source.js");

  private final String style = read("page.css");
  private final String script = String.join("\n", SCRIPTS.stream().map(Resources::read).toList());

  String style() {
    return style;
  }

  String script() {
    return script;
  }

  /** No network, no other script, no other style. Browsers that obey it run what has these hashes, wherever markup might sneak in. */
  String policy() {
    return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      // A checkout with other line ends makes the same page.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
