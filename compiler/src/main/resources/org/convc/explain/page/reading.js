"use strict";

// How every element of y reads x, as a picture to point at.
const layers = JSON.parse(document.getElementById("layer-data").textContent);

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
    figure.hidden = false;
    figure.append(this.controls, maps, this.said, help);
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

  // The same in another width.
  redraw() {
    for (const grid of Object.values(this.grids)) {
      grid.view = grid.rows = grid.columns = null;
    }
    this.select(this.side, this.row, this.column);
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
    const outside = this.outer && link && !link.inside;
    const marks = { x: new Map(), y: new Map(), k: new Map() };
    const other = this.side === "y" ? "x" : "y";
    const rows = !this.outer || link !== undefined ? rowLinks : [];
    marks[this.side].set(`${this.row},${this.column}`, { kind: "chosen" });
    // Kernels may have a million taps; what is not in sight needs no mark.
    this.markAll(marks[other], this.grids[other], rows, columnLinks, link => link.index, link => link.index);
    this.markAll(marks.k, this.grids.k, rows, columnLinks, link => this.tapRow(link), link => this.tapColumn(link));
    const isPadding = (row, column) =>
      outside || row < 0 || column < 0 || column >= this.columnAxis.x || (this.rowAxis ? row >= this.rowAxis.x : false);
    this.grids.x.paint(isPadding, marks.x);
    this.grids.y.paint(() => false, marks.y);
    this.grids.k.paint(() => false, marks.k);
  }

  markAll(marks, grid, rowLinks, columnLinks, rowOf, columnOf) {
    const columns = columnLinks.filter(link => grid.columns.shown.includes(columnOf(link)));
    for (const r of rowLinks.filter(link => grid.rows.shown.includes(rowOf(link)))) {
      for (const c of columns) {
        const tap = [this.tapRow(r), this.tapColumn(c)];
        const strong = this.tap && this.tap[0] === tap[0] && this.tap[1] === tap[1];
        marks.set(`${rowOf(r)},${columnOf(c)}`, { kind: strong ? "lit strong" : "lit", label: this.labelOf(tap) });
      }
    }
  }

  // Where the weight of a tap stands in the kernel.
  tapRow(link) {
    return this.rowAxis ? this.rowAxis.weight(link.tap) : 0;
  }

  tapColumn(link) {
    return this.columnAxis.weight(link.tap);
  }

  // A pair of digits always means row and column, as in the generated source.
  labelOf(tap) {
    if (!this.rowAxis) {
      return this.columnAxis.taps === 1 ? "" : String(tap[1]);
    }
    return tap.some(t => t > 9) || this.rowAxis.taps * this.columnAxis.taps === 1 ? "" : tap.join("");
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
    const rows = this.rowAxis ? `${this.rowAxis.name} ${list(insideRows)} and ` : "";
    const where = `${rows}${this.columnAxis.name} ${list(insideColumns)}`;
    const channels = this.side === "y" ? this.layer.inputChannels / this.layer.groups : this.layer.outputChannels / this.layer.groups;
    const products = inside === 1 ? "1 product" : `${inside} products`;
    const each = channels === 1 ? "1 channel" : `each of ${channels} channels`;
    if (inside === 0) {
      const padding = all > 0 ? ", only padding" : "";
      this.said.textContent = this.side === "y"
        ? `y${at} reads nothing of x here${padding}.`
        : `x${at} is read by no element of y here: its gradient gets nothing.`;
    } else if (this.side === "y") {
      const padding = all > inside ? `; ${all - inside} of the ${all} products meet the padding` : "";
      this.said.textContent = `y${at} reads x at ${where}, in ${each}: ${products} a channel${padding}.`;
    } else {
      this.said.textContent = `x${at} is read by y at ${where}, in ${each}: its gradient adds up ${products} a channel.`;
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
    const moves = {
      ArrowLeft: [0, -step],
      ArrowRight: [0, step],
      ArrowUp: [-step, 0],
      ArrowDown: [step, 0],
      Home: [0, -Infinity],
      End: [0, Infinity],
    };
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

const pictures = [...document.querySelectorAll("figure.reading")].map(figure => new Picture(figure, layers[Number(figure.dataset.layer)]));

let pageWidth = document.documentElement.clientWidth;
addEventListener("resize", () => {
  if (document.documentElement.clientWidth !== pageWidth) {
    pageWidth = document.documentElement.clientWidth;
    pictures.forEach(picture => picture.redraw());
  }
});
