// Where every row of the grid is, so that the rows near the window can be found without drawing the
// others.

import { justify } from "./layout.js";

export const GAP = 6; // pixels between photos

/** The height that rows should have, in pixels. */
function targetHeight(width) {
  return Math.round(Math.max(120, Math.min(width / 3.1, Math.max(230, width / 11), 330)));
}

/**
 * Places rows of photos, and the elements between them, one below the other.
 *
 * @param {Object[]} hits
 * @param {({count: number, dim: boolean}|{element: HTMLElement})[]} parts how the hits are divided
 * @param {number} width of the grid in pixels
 * @param {boolean} open whether more hits will follow
 */
export function placeRows(hits, parts, width, open) {
  const rows = []; // {top, height, from, lefts, widths, dim}; `from` is the index of the first hit
  let top = 0;
  let from = 0;
  parts.forEach((part, number) => {
    if (part.element) {
      part.element.style.top = `${top}px`;
      top += part.element.offsetHeight;
      return;
    }
    const isLast = number === parts.length - 1;
    const page = { width, target: targetHeight(width), gap: GAP, open: open && isLast };
    for (const row of justify(hits.slice(from, from + part.count), page)) {
      rows.push({ ...row, top, from, lefts: leftsOf(row.widths), dim: Boolean(part.dim) });
      top += row.height + GAP;
      from += row.widths.length;
    }
  });
  return searchable(rows, top);
}

function leftsOf(widths) {
  let left = 0;
  return widths.map((width) => {
    const own = left;
    left += width + GAP;
    return own;
  });
}

function searchable(rows, height) {
  /** The index of the first row that ends below `y`. */
  function firstBelow(y) {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].top + rows[middle].height < y) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  const rowOf = (index) => rows.findLast((row) => row.from <= index);

  /** The places of the hits in a range of heights: the row and the position in it, by index. */
  function placesBetween(top, bottom) {
    const places = new Map();
    for (let r = firstBelow(top); r < rows.length && rows[r].top < bottom; r++) {
      const row = rows[r];
      row.widths.forEach((_, position) => places.set(row.from + position, { row, position }));
    }
    return places;
  }

  /** Adds the place of one hit, if there is one. */
  function addPlace(places, index) {
    const row = rowOf(index);
    if (row && index - row.from < row.widths.length) {
      places.set(index, { row, position: index - row.from });
    }
  }

  /** The index of the first hit that is shown at a height. */
  const hitAt = (y) => rows[Math.min(rows.length - 1, firstBelow(y))]?.from ?? 0;

  /**
   * The hit above or below another one: in the next row, the one with the nearest centre.
   *
   * @param {number} direction -1 for above, 1 for below
   * @returns {number} its index, or -1
   */
  function vertical(index, direction) {
    const here = rows.findLastIndex((row) => row.from <= index);
    const row = rows[here + direction];
    if (!row) {
      return -1;
    }
    const centre = (of, i) => of.lefts[i] + of.widths[i] / 2;
    const from = centre(rows[here], index - rows[here].from);
    const distances = row.widths.map((_, i) => Math.abs(centre(row, i) - from));
    return row.from + distances.indexOf(Math.min(...distances));
  }

  return { height, placesBetween, addPlace, rowOf, hitAt, vertical };
}
