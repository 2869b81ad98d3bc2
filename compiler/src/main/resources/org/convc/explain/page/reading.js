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

// A map of one tensor, or of the kernel's taps: rows and columns of cells, of which a window is shown where there are many.
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

  // Shows rows and columns from..to of first..last each; draws only where that has changed.
  show(rows, columns) {
    const view = JSON.stringify([rows, columns]);
    if (view === this.view) {
      return;
    }
    this.view = view;
    const across = columns.to - columns.from + 1;
    const down = rows.to - rows.from + 1;
    const size = Math.max(7, Math.min(26, Math.floor(this.picture.width(this.side) / Math.max(across, down === 1 ? 1 : down))));
    this.size = size;
    const more = rows.from > rows.first || rows.to < rows.last || columns.from > columns.first || columns.to < columns.last;
    this.svg.setAttribute("width", across * size + 2);
    this.svg.setAttribute("height", down * size + 2);
    this.svg.setAttribute("viewBox", `-1 -1 ${across * size + 2} ${down * size + 2}`);
    this.cells.clear();
    const drawn = [];
    for (let row = rows.from; row <= rows.to; row++) {
      for (let column = columns.from; column <= columns.to; column++) {
        const cell = document.createElementNS(SVG, "rect");
        cell.setAttribute("x", (column - columns.from) * size);
        cell.setAttribute("y", (row - rows.from) * size);
        cell.setAttribute("width", size);
        cell.setAttribute("height", size);
        cell.dataset.row = row;
        cell.dataset.column = column;
        this.cells.set(`${row},${column}`, cell);
        drawn.push(cell);
      }
    }
    this.svg.replaceChildren(...drawn);
    this.rows = rows;
    this.columns = columns;
    this.titleWith(more);
  }

  titleWith(more) {
    const part = document.createElement("small");
    if (more) {
      const vertical = this.rows.last > this.rows.first ? `rows ${this.rows.from} to ${this.rows.to}, ` : "";
      part.textContent = ` ${vertical}columns ${this.columns.from} to ${this.columns.to} of ${this.columns.last + 1}`;
    }
    this.title.replaceChildren(this.name(), part);
    this.svg.setAttribute("aria-label", this.title.textContent + (this.side === "k" ? "" : ", move with the arrow keys"));
  }

  // Classes and labels by cell; everything else is plain.
  paint(isPadding, marks) {
    this.svg.querySelectorAll("text").forEach(text => text.remove());
    for (const cell of this.cells.values()) {
      const row = Number(cell.dataset.row);
      const column = Number(cell.dataset.column);
      const mark = marks.get(`${row},${column}`);
      const pad = isPadding(row, column);
      cell.setAttribute("class", "cell" + (pad ? " pad" : "") + (mark ? " " + mark.kind : ""));
      if (mark && mark.label && this.size >= 7 + 6 * mark.label.length) {
        const text = document.createElementNS(SVG, "text");
        text.setAttribute("class", "tap" + (pad ? " pad" : ""));
        text.setAttribute("x", Number(cell.getAttribute("x")) + this.size / 2);
        text.setAttribute("y", Number(cell.getAttribute("y")) + this.size / 2 + 3.5);
        text.setAttribute("text-anchor", "middle");
        text.textContent = mark.label;
        this.svg.append(text);
      }
    }
  }
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
    maps.className = "maps";
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
    this.plane = { y: 0, x: 0 };
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
      grid.titleWith(false);
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
    const room = Math.max(220, Math.min(640, this.figure.clientWidth - 30));
    const wide = !this.rowAxis;
    return side === "k" ? Math.min(wide ? room : 180, room) : wide ? room : Math.min(460, room);
  }

  // The part of an axis that is shown: all where it is short, else around what must be seen, where that is not in sight already.
  part(axis, side, from, to, before) {
    const [first, last] = axis ? axis.range(side) : [0, 0];
    const room = this.rowAxis ? (this.figure.clientWidth < 500 ? 24 : 40) : (this.figure.clientWidth < 500 ? 40 : 90);
    const most = Math.min(room, last - first + 1);
    if (before && before.first === first && before.last === last && before.to - before.from + 1 === most && from >= before.from && to <= before.to) {
      return before;
    }
    const middle = Math.floor((from + to + 1 - most) / 2);
    const begin = Math.max(first, Math.min(last - most + 1, middle));
    return { first, last, from: begin, to: begin + most - 1 };
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
    const taps = this.grids.k;
    const rowTaps = this.rowAxis ? this.rowAxis.taps : 1;
    taps.show(this.tapPart(rowTaps), this.tapPart(this.columnAxis.taps));
    this.paint(rowLinks, columnLinks);
    this.say(rowLinks, columnLinks);
  }

  tapPart(taps) {
    return { first: 0, last: taps - 1, from: 0, to: Math.min(taps, this.rowAxis ? 40 : 90) - 1 };
  }

  frame(side, rowLinks, columnLinks) {
    const grid = this.grids[side];
    const span = links => [Math.min(...links.map(l => l.index)), Math.max(...links.map(l => l.index))];
    const rows = rowLinks.length ? span(rowLinks) : [grid.rows ? grid.rows.from : 0, grid.rows ? grid.rows.from : 0];
    const columns = columnLinks.length ? span(columnLinks) : [grid.columns ? grid.columns.from : 0, grid.columns ? grid.columns.from : 0];
    grid.show(this.part(this.rowAxis, side, ...rows, grid.rows), this.part(this.columnAxis, side, ...columns, grid.columns));
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
        const label = !labelled ? "" : this.rowAxis ? tap.join("") : String(tap[1]);
        const strong = this.tap && this.tap[0] === tap[0] && this.tap[1] === tap[1];
        marks[other].set(`${r.index},${c.index}`, { kind: strong ? "lit strong" : "lit", label: tap.some(t => t > 9) && this.rowAxis ? "" : label });
        marks.k.set(tap.join(","), { kind: strong ? "lit strong" : "lit", label: tap.some(t => t > 9) && this.rowAxis ? "" : label });
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
    const from = side === this.side ? [this.row, this.column] : [this.grids[side].rows.from, this.grids[side].columns.from];
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
