"use strict";

document.documentElement.classList.add("scripted");

// Tables sort by the column whose head is pressed: numbers by their values, others by their text, empty cells last either way.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const original = [...body.rows];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") || "none"];
      heads.forEach(other => other.removeAttribute("aria-sort"));
      if (next === "none") {
        body.append(...original);
        return;
      }
      head.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      body.append(...[...original].sort((a, b) => compare(a.cells[column], b.cells[column], sign)));
    });
  });

  function compare(a, b, sign) {
    if (!a.textContent || !b.textContent) {
      return !a.textContent - !b.textContent;
    }
    return a.dataset.value !== undefined && b.dataset.value !== undefined
      ? sign * (Number(a.dataset.value) - Number(b.dataset.value))
      : sign * a.textContent.localeCompare(b.textContent, "en", { numeric: true });
  }
}
