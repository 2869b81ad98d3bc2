"use strict";

// The declaration, the kernels and the generated source of a layer light up together: a method its kernels, a kernel its methods, a loop
// the lines of the declaration that decide how far it runs, and such a line its loops.
for (const article of document.querySelectorAll("article")) {
  let pinned = null;

  function light(selection) {
    article.querySelectorAll(".lit:not(.cell)").forEach(element => element.classList.remove("lit"));
    if (!selection) {
      return;
    }
    for (const kernel of selection.kernels) {
      article.querySelectorAll(`[data-kernel="${kernel}"], [data-kernels~="${kernel}"]`).forEach(e => e.classList.add("lit"));
    }
    for (const word of selection.words) {
      article.querySelectorAll(`.${selection.other} [data-words~="${word}"]`).forEach(e => e.classList.add("lit"));
    }
    selection.own.forEach(element => element.classList.add("lit"));
  }

  function words(text) {
    return text ? text.split(" ") : [];
  }

  // What an element of the article selects; null for most of them.
  function selectionOf(target) {
    const line = target.closest(".conv [data-words]");
    if (line) {
      return { kernels: [], words: words(line.dataset.words), other: "java", own: [line] };
    }
    const loop = target.closest(".java .loop");
    const method = target.closest(".java [data-kernels]");
    if (loop || method) {
      return {
        kernels: words(method && method.dataset.kernels).filter(() => !loop),
        words: words(loop && loop.dataset.words),
        other: "conv",
        own: [loop || method],
      };
    }
    const kernel = target.closest("[data-kernel]");
    return kernel && !target.closest("a, summary") ? { kernels: [kernel.dataset.kernel], words: [], other: "java", own: [kernel] } : null;
  }

  article.addEventListener("pointerover", event => {
    if (!pinned) {
      light(selectionOf(event.target));
    }
  });
  article.addEventListener("pointerleave", () => {
    if (!pinned) {
      light(null);
    }
  });

  function pin(target) {
    const selection = selectionOf(target);
    const same = pinned && selection && pinned.own[0] === selection.own[0];
    pinned = same ? null : selection;
    light(pinned);
    if (pinned && !target.closest(".java")) {
      reveal();
    }
  }

  // Shows the first marked place of the source.
  function reveal() {
    const first = article.querySelector(".java .lit");
    if (first) {
      article.querySelector(".source").open = true;
      const frame = article.querySelector(".java");
      frame.scrollTop += first.getBoundingClientRect().top - frame.getBoundingClientRect().top - 48;
      frame.scrollIntoView({ block: "nearest" });
    }
  }

  article.addEventListener("click", event => {
    if (!event.target.closest(".reading, a, button, summary, select, input")) {
      pin(event.target);
    }
  });

  for (const line of article.querySelectorAll(".conv [data-words]")) {
    line.tabIndex = 0;
    line.setAttribute("role", "button");
    line.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pin(line);
      }
    });
  }
}

document.addEventListener("click", event => {
  const link = event.target.closest('a[href^="#source-"]');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) {
    target.closest("details").open = true;
  }
});
