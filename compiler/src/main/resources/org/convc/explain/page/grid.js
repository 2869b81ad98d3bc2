"use strict";

const SVG = "http://www.w3.org/2000/svg";

// A map of one tensor, or of the kernel's taps: rows and columns of cells, of which a part is shown where there are many.
class Grid {
  constructor(picture, side, title) {
    this.picture = picture;
    this.side = side;
    this.element = document.createElement("div");
    this.element.className = "map";
    this.title = document.createElement("h4");
    this.name = title;
    this.svg = document.createElementNS(SVG, "svg");
    this.element.append(this.title, this.svg);
    this.cells = new Map();
    this.view = null;
    if (side !== "k") {
      this.svg.tabIndex = 0;
      this.svg.setAttribute("role", "application");
      this.svg.addEventListener("keydown", event => picture.key(event, side));
    }
    this.svg.addEventListener("pointerover", event => this.point(event));
    this.svg.addEventListener("click", event => this.point(event));
  }

  point(event) {
    const cell = event.target.closest(".cell");
    if (cell) {
      this.picture.point(this.side, Number(cell.dataset.row), Number(cell.dataset.column));
    }
  }

  // Shows some rows and columns, ascending; where some are left out between two, there is a gap. Draws only where that has changed.
  show(rows, columns) {
    const view = JSON.stringify([rows, columns]);
    if (view === this.view) {
      return;
    }
    this.view = view;
    this.rows = rows;
    this.columns = columns;
    const width = this.picture.width(this.side);
    this.size = Math.max(7, Math.min(26, Math.floor(width / Math.max(extent(rows.shown), extent(columns.shown)))));
    const left = places(columns.shown, this.size);
    const top = places(rows.shown, this.size);
    const across = left[left.length - 1] + this.size + 3;
    const down = top[top.length - 1] + this.size + 3;
    this.svg.setAttribute("width", across);
    this.svg.setAttribute("height", down);
    this.svg.setAttribute("viewBox", `-1.5 -1.5 ${across} ${down}`);
    this.cells.clear();
    const drawn = [];
    rows.shown.forEach((row, r) => columns.shown.forEach((column, c) => {
      const cell = document.createElementNS(SVG, "rect");
      cell.setAttribute("x", left[c]);
      cell.setAttribute("y", top[r]);
      cell.setAttribute("width", this.size);
      cell.setAttribute("height", this.size);
      cell.dataset.row = row;
      cell.dataset.column = column;
      this.cells.set(`${row},${column}`, cell);
      drawn.push(cell);
    }));
    this.marks = document.createElementNS(SVG, "g");
    this.svg.replaceChildren(...drawn, this.marks);
    this.entitle();
  }

  entitle() {
    const part = document.createElement("small");
    const words = [["rows", this.rows], ["columns", this.columns]].filter(([, axis]) => axis.shown.length < axis.last - axis.first + 1)
      .map(([name, axis]) => `${name} ${axis.shown[0]} to ${axis.shown[axis.shown.length - 1]} of ${axis.size}`
        + (axis.folded ? ", those between left out" : ""));
    part.textContent = words.length ? ` ${words.join(", ")}` : "";
    this.title.replaceChildren(this.name(), part);
    this.svg.setAttribute("aria-label", this.title.textContent + (this.side === "k" ? "" : ", move with the arrow keys"));
  }

  // Marks cells; what is drawn on top of them lets the pointer through.
  paint(isPadding, marks) {
    const drawn = [];
    for (const [key, cell] of this.cells) {
      const mark = marks.get(key);
      const pad = isPadding(Number(cell.dataset.row), Number(cell.dataset.column));
      cell.setAttribute("class", "cell" + (pad ? " pad" : "") + (mark ? " " + mark.kind : ""));
      if (mark) {
        const frame = cell.cloneNode();
        frame.setAttribute("class", "frame" + (pad ? " pad" : "") + " " + mark.kind);
        drawn.push(frame);
        if (mark.label && this.size >= 7 + 6 * mark.label.length) {
          drawn.push(this.label(mark.label, cell, pad));
        }
      }
    }
    this.marks.replaceChildren(...drawn);
  }

  label(text, cell, pad) {
    const label = document.createElementNS(SVG, "text");
    label.setAttribute("class", "tap" + (pad ? " pad" : ""));
    label.setAttribute("x", Number(cell.getAttribute("x")) + this.size / 2);
    label.setAttribute("y", Number(cell.getAttribute("y")) + this.size / 2 + 3.5);
    label.setAttribute("text-anchor", "middle");
    label.textContent = text;
    return label;
  }
}

// Cells and gaps, in cells.
function extent(shown) {
  return places(shown, 1)[shown.length - 1] + 1;
}

// Where cells begin, the first at 0; what is left out takes half a cell.
function places(shown, size) {
  let at = 0;
  return shown.map((index, i) => {
    at += i === 0 ? 0 : index === shown[i - 1] + 1 ? size : 1.5 * size;
    return at;
  });
}
