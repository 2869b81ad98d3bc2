"use strict";

// How every element of y reads x, as a picture to point at. The relation of a layer is, along each axis,
//   position = window * stride + tap * dilation - padBefore;
// x has the positions and y the windows of a convolution, and the other way round where the layer is transposed.
const layers = JSON.parse(document.getElementById("layer-data").textContent);
const SVG = "http://www.w3.org/2000/svg";

class Axis {
  constructor(data, transposed) {
    Object.assign(this, data);
    this.transposed = transposed;
    this.x = transposed ? data.windows : data.positions;
    this.y = transposed ? data.positions : data.windows;
  }

  size(side) {
    return side === "x" ? this.x : this.y;
  }

  // What an element is tied to on the other side: tap, index there, and whether the index is within the tensor.
  links(side, index) {
    const isWindow = (side === "y") !== this.transposed;
    const links = [];
    for (let tap = 0; tap < this.taps; tap++) {
      if (isWindow) {
        const position = index * this.stride + tap * this.dilation - this.padBefore;
        links.push({ tap, index: position, inside: position >= 0 && position < this.positions });
      } else {
        const steps = index + this.padBefore - tap * this.dilation;
        const window = steps / this.stride;
        if (Number.isInteger(window) && window >= 0 && window < this.windows) {
          links.push({ tap, index: window, inside: true });
        }
      }
    }
    return links;
  }

  // From the first to the last cell that is drawn of a side: its elements, and for x of a convolution the padding that is read.
  range(side) {
    if (side === "y" || this.transposed) {
      return [0, this.size(side) - 1];
    }
    const lastRead = (this.windows - 1) * this.stride + (this.taps - 1) * this.dilation - this.padBefore;
    return [Math.min(0, -this.padBefore), Math.max(this.positions - 1, lastRead)];
  }

  weight(tap) {
    return this.flipped ? this.taps - 1 - tap : tap;
  }
}

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

// The picture of one layer. Two axes make rows and columns; a single one is a row; of three, the first is chosen beside the maps.
class Picture {
  constructor(figure, layer) {
    this.layer = layer;
    const axes = layer.axes.map(axis => new Axis(axis, layer.transposed));
    this.outer = axes.length === 3 ? axes[0] : null;
    this.columnAxis = axes[axes.length - 1];
    this.rowAxis = axes.length === 1 ? null : axes[axes.length - 2];
    this.figure = figure;
    this.controls = document.createElement("div");
    this.controls.className = "controls";
    const maps = document.createElement("div");
    maps.className = this.rowAxis ? "maps" : "maps row";
    this.grids = {
      x: new Grid(this, "x", () => "x" + this.planeOf("x")),
      k: new Grid(this, "k", () => "taps of the kernel"),
      y: new Grid(this, "y", () => "y" + this.planeOf("y")),
    };
    maps.append(this.grids.x.element, this.grids.k.element, this.grids.y.element);
    this.said = document.createElement("p");
    this.said.className = "said";
    this.said.setAttribute("aria-live", "polite");
    const help = document.createElement("p");
    help.className = "help";
    help.textContent = "Point at an element of y to see what it reads, at one of x to see what reads it, at a tap to single it out."
      + " With the keyboard: Tab to a map, then the arrow keys; Shift moves by ten, Home and End along the row.";
    figure.append(this.controls, maps, this.said, help);
    figure.hidden = false;
    this.tap = null;
    if (this.outer) {
      this.addControls();
    }
    this.select("y", this.rowAxis ? Math.floor((this.rowAxis.y - 1) / 2) : 0, Math.floor((this.columnAxis.y - 1) / 2));
  }

  // Of three axes: the plane of y is chosen, and which of the planes of x that it reads is shown.
  addControls() {
    this.depth = document.createElement("input");
    Object.assign(this.depth, { type: "range", min: 0, max: this.outer.y - 1, value: Math.floor((this.outer.y - 1) / 2) });
    this.slice = document.createElement("select");
    const depthLabel = document.createElement("label");
    depthLabel.append(`plane of y along ${this.outer.name} `, this.depth);
    const sliceLabel = document.createElement("label");
    sliceLabel.append("reads ", this.slice);
    this.controls.append(depthLabel, sliceLabel);
    this.depth.addEventListener("input", () => this.changePlane());
    this.slice.addEventListener("change", () => this.refreshPlanes());
    this.fillSlices();
  }

  fillSlices() {
    const links = this.outer.links("y", Number(this.depth.value));
    this.slice.replaceChildren(...links.map(link => {
      const option = document.createElement("option");
      option.value = link.tap;
      option.textContent = `plane ${link.index} of x with tap ${link.tap}` + (link.inside ? "" : ", padding");
      return option;
    }));
    const first = links.findIndex(link => link.inside);
    this.slice.selectedIndex = Math.max(0, first);
  }

  changePlane() {
    this.fillSlices();
    this.refreshPlanes();
  }

  refreshPlanes() {
    this.select(this.side, this.row, this.column);
    for (const grid of [this.grids.x, this.grids.y]) {
      grid.entitle();
    }
  }

  // The plane of x that is shown, of three axes: undefined where nothing is read at all.
  outerLink() {
    return this.outer.links("y", Number(this.depth.value)).find(link => link.tap === Number(this.slice.value));
  }

  planeOf(side) {
    if (!this.outer) {
      return "";
    }
    const link = this.outerLink();
    return `, ${this.outer.name} ` + (side === "y" ? this.depth.value : link ? link.index : "none");
  }

  width(side) {
    const room = this.figure.clientWidth - 44;
    if (!this.rowAxis) {
      return room;
    }
    const beside = 150;
    return side === "k" ? beside : room > 640 ? Math.min(460, (room - beside - 80) / 2) : room;
  }

  // What is shown of an axis: all where it is short; else the part around the indexes that must be seen, or the part that was shown before
  // where they are in it; and where they lie too far apart, each with its neighbours.
  part(axis, side, needed, before) {
    const [first, last] = axis ? axis.range(side) : [0, 0];
    const size = axis ? axis.size(side) : 1;
    const small = this.figure.clientWidth < 500;
    const most = Math.min(this.rowAxis ? (small ? 24 : 40) : (small ? 40 : 80), last - first + 1);
    const sorted = [...new Set(needed)].sort((a, b) => a - b);
    const same = before && before.first === first && before.last === last && before.shown.length === most && !before.folded;
    if (same && sorted.every(index => index >= before.shown[0] && index <= before.shown[most - 1])) {
      return before;
    }
    const from = sorted.length ? sorted[0] : first;
    const to = sorted.length ? sorted[sorted.length - 1] : first;
    if (to - from >= most) {
      return { first, last, size, folded: true, shown: this.folded(sorted, first, last, most) };
    }
    const begin = Math.max(first, Math.min(last - most + 1, Math.floor((from + to + 1 - most) / 2)));
    return { first, last, size, folded: false, shown: Array.from({ length: most }, (_, i) => begin + i) };
  }

  folded(needed, first, last, most) {
    const around = Math.max(0, Math.min(4, Math.floor((most / needed.length - 1) / 2)));
    const shown = new Set();
    for (const index of needed.slice(0, most)) {
      for (let i = Math.max(first, index - around); i <= Math.min(last, index + around); i++) {
        shown.add(i);
      }
    }
    return [...shown].sort((a, b) => a - b);
  }

  select(side, row, column) {
    this.side = side;
    this.row = row;
    this.column = column;
    const other = side === "y" ? "x" : "y";
    const rowLinks = this.rowAxis ? this.rowAxis.links(side, row) : [{ tap: 0, index: 0, inside: true }];
    const columnLinks = this.columnAxis.links(side, column);
    this.frame(side, [{ index: row }], [{ index: column }]);
    this.frame(other, rowLinks, columnLinks);
    this.grids.k.show(this.tapPart(this.rowAxis ? this.rowAxis.taps : 1), this.tapPart(this.columnAxis.taps));
    this.paint(rowLinks, columnLinks);
    this.say(rowLinks, columnLinks);
  }

  tapPart(taps) {
    const most = Math.min(taps, this.rowAxis ? 40 : 80);
    return { first: 0, last: taps - 1, size: taps, folded: false, shown: Array.from({ length: most }, (_, i) => i) };
  }

  frame(side, rowLinks, columnLinks) {
    const grid = this.grids[side];
    grid.show(
      this.part(this.rowAxis, side, rowLinks.map(link => link.index), grid.rows),
      this.part(this.columnAxis, side, columnLinks.map(link => link.index), grid.columns));
  }

  paint(rowLinks, columnLinks) {
    const link = this.outer ? this.outerLink() : null;
    const seen = !this.outer || link !== undefined;
    const outside = this.outer && link && !link.inside;
    const marks = { x: new Map(), y: new Map(), k: new Map() };
    const other = this.side === "y" ? "x" : "y";
    const labelled = (this.rowAxis ? this.rowAxis.taps : 1) * this.columnAxis.taps > 1;
    marks[this.side].set(`${this.row},${this.column}`, { kind: "chosen" });
    for (const r of seen ? rowLinks : []) {
      for (const c of columnLinks) {
        const tap = [this.rowAxis ? this.rowAxis.weight(r.tap) : 0, this.columnAxis.weight(c.tap)];
        // A pair of digits always means row and column, as in the generated source.
        const label = !labelled ? "" : !this.rowAxis ? String(tap[1]) : tap.every(t => t < 10) ? tap.join("") : "";
        const strong = this.tap && this.tap[0] === tap[0] && this.tap[1] === tap[1];
        const mark = { kind: strong ? "lit strong" : "lit", label };
        marks[other].set(`${r.index},${c.index}`, mark);
        marks.k.set(tap.join(","), mark);
      }
    }
    const isPadding = (row, column) =>
      outside || row < 0 || column < 0 || column >= this.columnAxis.x || (this.rowAxis ? row >= this.rowAxis.x : false);
    this.grids.x.paint(isPadding, marks.x);
    this.grids.y.paint(() => false, marks.y);
    this.grids.k.paint(() => false, marks.k);
  }

  // One sentence, for the eye and for screen readers.
  say(rowLinks, columnLinks) {
    const link = this.outer ? this.outerLink() : null;
    const outerInside = !this.outer || (link !== undefined && link.inside);
    const insideRows = rowLinks.filter(l => l.inside);
    const insideColumns = columnLinks.filter(l => l.inside);
    const inside = outerInside ? insideRows.length * insideColumns.length : 0;
    const all = rowLinks.length * columnLinks.length;
    const list = links => links.length > 8
      ? `${links[0].index}, ${links[1].index}, ... ${links[links.length - 1].index}`
      : links.map(l => l.index).sort((a, b) => a - b).join(", ");
    const at = this.rowAxis ? `[${this.row}, ${this.column}]` : `[${this.column}]`;
    const where = (this.rowAxis ? `${this.rowAxis.name} ${list(insideRows)} and ` : "") + `${this.columnAxis.name} ${list(insideColumns)}`;
    const channels = this.side === "y" ? this.layer.inputChannels / this.layer.groups : this.layer.outputChannels / this.layer.groups;
    const each = channels === 1 ? "1 channel" : `each of ${channels} channels`;
    if (inside === 0) {
      const padding = all > 0 ? ", only padding" : "";
      this.said.textContent = this.side === "y" ? `y${at} reads nothing of x here${padding}.` : `x${at} is read by no element of y here: its gradient gets nothing.`;
    } else if (this.side === "y") {
      const padding = all > inside ? `; ${all - inside} of the ${all} products meet the padding` : "";
      this.said.textContent = `y${at} reads x at ${where}, in ${each}: ${inside} ${inside === 1 ? "product" : "products"} a channel${padding}.`;
    } else {
      this.said.textContent = `x${at} is read by y at ${where}, in ${each}: its gradient adds up ${inside} ${inside === 1 ? "product" : "products"} a channel.`;
    }
  }

  point(side, row, column) {
    if (side === "k") {
      this.tap = [row, column];
      this.select(this.side, this.row, this.column);
      return;
    }
    const inside = row >= 0 && column >= 0 && column < this.columnAxis.size(side) && (!this.rowAxis || row < this.rowAxis.size(side));
    if (inside && (side !== this.side || row !== this.row || column !== this.column)) {
      this.tap = null;
      this.select(side, row, column);
    }
  }

  key(event, side) {
    const step = event.shiftKey ? 10 : 1;
    const moves = { ArrowLeft: [0, -step], ArrowRight: [0, step], ArrowUp: [-step, 0], ArrowDown: [step, 0], Home: [0, -Infinity], End: [0, Infinity] };
    const move = moves[event.key];
    if (!move) {
      return;
    }
    event.preventDefault();
    const clamp = (value, size) => Math.max(0, Math.min(size - 1, value));
    const from = side === this.side ? [this.row, this.column] : [this.grids[side].rows.shown[0], this.grids[side].columns.shown[0]];
    this.point(
      side,
      this.rowAxis ? clamp(from[0] + move[0], this.rowAxis.size(side)) : 0,
      clamp(from[1] + move[1], this.columnAxis.size(side)));
  }
}

for (const figure of document.querySelectorAll("figure.reading")) {
  figure.hidden = false;
  new Picture(figure, layers[Number(figure.dataset.layer)]);
}
