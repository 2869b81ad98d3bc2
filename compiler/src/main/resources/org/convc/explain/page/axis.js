"use strict";

// One axis of the relation of a layer, position = window * stride + tap * dilation - padBefore. x has the positions and y the windows of a
// convolution, and the other way round where the layer is transposed.
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
