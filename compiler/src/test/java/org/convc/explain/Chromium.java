package org.convc.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, driven through its DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  /** Where it is on the PATH, if it is. */
  static Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(System.getProperty("path.separator")))
        .map(folder -> Path.of(folder).resolve("chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile a new folder
   */
  Chromium(Path program, Path profile) throws Exception {
    process = new ProcessBuilder(
            program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    HttpClient client = HttpClient.newHttpClient();
    JsonNode targets = mapper.readTree(
        client.send(HttpRequest.newBuilder(URI.create("http://" + address() + "/json/list")).build(), HttpResponse.BodyHandlers.ofString())
            .body());
    String page = null;
    for (JsonNode target : targets) {
      page = target.get("type").asText().equals("page") ? target.get("webSocketDebuggerUrl").asText() : page;
    }
    socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", mapper.createObjectNode());
    }
  }

  private String address() throws IOException {
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.matches()) {
        Thread rest = new Thread(() -> lines.lines().forEach(l -> {}));
        rest.setDaemon(true);
        rest.start();
        return listening.group(1);
      }
    }
    throw new IOException("chromium ended without listening");
  }

  /** Opens a page and waits until it is there. Forgets what earlier pages did. */
  void open(Path page) throws Exception {
    errors.clear();
    requests.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", mapper.createObjectNode().put("url", page.toUri().toString()));
    loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Sets the size of the window, and which of light and dark the user prefers. Nothing moves by itself: the mouse would point at where things
   * were.
   */
  void show(int width, int height, boolean dark) throws Exception {
    call("Emulation.setDeviceMetricsOverride", mapper.createObjectNode()
        .put("width", width).put("height", height).put("deviceScaleFactor", 1).put("mobile", false));
    ObjectNode media = mapper.createObjectNode();
    ArrayNode features = media.putArray("features");
    features.addObject().put("name", "prefers-color-scheme").put("value", dark ? "dark" : "light");
    features.addObject().put("name", "prefers-reduced-motion").put("value", "reduce");
    call("Emulation.setEmulatedMedia", media);
  }

  /** Whether scripts run in pages that are opened from now on. */
  void scripts(boolean run) throws Exception {
    call("Emulation.setScriptExecutionDisabled", mapper.createObjectNode().put("value", !run));
  }

  /** The value of an expression of JavaScript, or of what it promises. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer = call("Runtime.evaluate", mapper.createObjectNode()
        .put("expression", expression).put("returnByValue", true).put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** Waits until what has changed is drawn: the mouse points at what is drawn, wherever elements have moved since. */
  private void drawn() throws Exception {
    evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))");
  }

  /** The text of the page, hidden parts included; works without scripts, too. */
  String text() throws Exception {
    JsonNode document = call("DOM.getDocument", mapper.createObjectNode().put("depth", -1));
    StringBuilder text = new StringBuilder();
    collect(document.get("root"), text);
    return text.toString();
  }

  private static void collect(JsonNode node, StringBuilder text) {
    text.append(node.path("nodeType").asInt() == 3 ? node.path("nodeValue").asText() : "");
    node.path("children").forEach(child -> collect(child, text));
  }

  /**
   * Moves the mouse to the middle of the first element that a selector finds. Scrolls only where it is out of sight: what scrolls beneath the
   * mouse is pointed at, too.
   */
  void hover(String selector) throws Exception {
    scrollIntoSight(selector);
    drawn();
    mouse("mouseMoved", selector, 0);
    drawn();
  }

  void click(String selector) throws Exception {
    hover(selector);
    mouse("mousePressed", selector, 1);
    mouse("mouseReleased", selector, 1);
  }

  /** In the window and in the frames around it: only what is in sight can be pointed at. */
  private void scrollIntoSight(String selector) throws Exception {
    evaluate("(() => { const e = document.querySelector(" + mapper.writeValueAsString(selector) + ");"
        + " const r = e.getBoundingClientRect();"
        + " const seen = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);"
        + " if (!e.contains(seen)) e.scrollIntoView({block: 'center', behavior: 'instant'}); })()");
  }

  private void mouse(String type, String selector, int clicks) throws Exception {
    String quoted = mapper.writeValueAsString(selector);
    JsonNode place = evaluate("(() => { const r = document.querySelector(" + quoted + ").getBoundingClientRect();"
        + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
    call("Input.dispatchMouseEvent", mapper.createObjectNode()
        .put("type", type).put("x", place.get(0).asDouble()).put("y", place.get(1).asDouble())
        .put("button", clicks == 0 ? "none" : "left").put("clickCount", clicks));
  }

  /** Presses a key of a name such as {@code ArrowRight}. */
  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event = mapper.createObjectNode().put("type", type).put("key", key).put("code", key);
      if (key.equals("Enter")) {
        event.put("windowsVirtualKeyCode", 13).put("text", "\r");
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** What is in sight, as PNG. */
  byte[] screenshot() throws Exception {
    return Base64.getDecoder().decode(call("Page.captureScreenshot", mapper.createObjectNode().put("format", "png")).get("data").asText());
  }

  /** Errors and warnings that the page's console has, uncaught exceptions and violations of its policy among them. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** All that was asked for, the page itself first. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private JsonNode call(String method, ObjectNode parameters) throws Exception {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = mapper.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(mapper.writeValueAsString(message), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode received = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (received.has("error")) {
      throw new AssertionError(method + ": " + received.get("error"));
    }
    return received.get("result");
  }

  @Override
  public void close() throws Exception {
    try {
      call("Browser.close", mapper.createObjectNode());
    } finally {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        receive(partial.toString());
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void receive(String text) {
      try {
        JsonNode message = mapper.readTree(text);
        if (message.has("id")) {
          answers.remove(message.get("id").asInt()).complete(message);
        } else {
          event(message.get("method").asText(), message.get("params"));
        }
      } catch (IOException e) {
        errors.add("unreadable: " + text);
      }
    }

    private void event(String method, JsonNode parameters) {
      switch (method) {
        case "Page.loadEventFired":
          loaded.complete(null);
          break;
        case "Runtime.exceptionThrown":
        case "Log.entryAdded":
          errors.add(parameters.toString());
          break;
        case "Runtime.consoleAPICalled":
          errors.add(parameters.get("type") + " " + parameters.get("args"));
          break;
        case "Network.requestWillBeSent":
          requests.add(parameters.get("request").get("url").asText());
          break;
        default:
          break;
      }
    }
  }
}
