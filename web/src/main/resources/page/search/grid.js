// The photos in justified rows, however many: only those near the window are in the document. One of
// them can be reached by Tab, the arrows move to the others.

import { element } from "../shared/dom.js";
import { justify } from "./layout.js";
import { createTile } from "./tile.js";

const GAP = 6;
const AHEAD = 1.2; // windows above and below that are kept ready
const LOW_WATER = 3; // windows before the end at which more is asked for
const BELOW_THE_BAR = 150; // pixels that the bar covers

/**
 * @param {HTMLElement} container where the rows go
 * @param {Object} on as for a tile, and `more`: the end is near
 */
export function createGrid(container, on) {
  const list = element("ul", { className: "rows", "aria-label": "Photos" });
  let hits = [];
  let parts = [];
  let open = false; // whether more hits will follow
  let start = 0; // how many come before them
  let rows = []; // {top, height, from, lefts, widths, dim}
  let height = 0;
  let tiles = new Map(); // by index
  let current = 0;
  let selected = () => false;
  let painting = 0;
  let width = 0;

  const actions = { ...on, focused: select };

  /**
   * @param {Object[]} newHits all of them, best first
   * @param {({count: number, dim: boolean}|{element: Node})[]} newParts how they are divided
   * @param {{open: boolean, keep: boolean, start: number}} how whether more will follow; whether these
   *   are the hits from before and some more; how many come before them
   */
  function show(newHits, newParts, how) {
    hits = newHits;
    parts = newParts;
    open = how.open;
    start = how.start ?? 0;
    if (!how.keep) {
      current = 0;
      reuse();
    }
    container.replaceChildren(...(hits.length > 0 ? [list] : []), ...parts.filter((it) => it.element).map((it) => it.element));
    arrange();
  }

  /** A photo that is in the new answer too need not be loaded again. */
  function reuse() {
    const byId = new Map([...tiles.values()].map((tile) => [tile.hit().id, tile]));
    tiles = new Map();
    hits.slice(0, 200).forEach((hit, index) => {
      const tile = byId.get(hit.id);
      if (tile) {
        tiles.set(index, tile);
        byId.delete(hit.id);
      }
    });
    byId.forEach((tile) => tile.item.remove());
  }

  function arrange() {
    width = Math.floor(container.getBoundingClientRect().width);
    if (width === 0) {
      return;
    }
    const target = Math.round(Math.max(120, Math.min(width / 3.1, Math.max(230, width / 11), 330)));
    rows = [];
    let top = 0;
    let from = 0;
    parts.forEach((part, number) => {
      if (part.element) {
        part.element.style.top = `${top}px`;
        top += part.element.offsetHeight;
        return;
      }
      const isLast = number === parts.length - 1;
      const page = { width, target, gap: GAP, open: open && isLast };
      for (const row of justify(hits.slice(from, from + part.count), page)) {
        let left = 0;
        const lefts = row.widths.map((own) => {
          const at = left;
          left += own + GAP;
          return at;
        });
        rows.push({ ...row, top, from, lefts, dim: Boolean(part.dim) });
        top += row.height + GAP;
        from += row.widths.length;
      }
    });
    height = top;
    container.style.height = `${height}px`;
    paint();
  }

  /** The first row that reaches below a height. */
  function rowAt(y) {
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

  function paint() {
    painting = 0;
    const view = window.innerHeight;
    const above = -container.getBoundingClientRect().top;
    const wanted = new Map();
    const want = (row, i) => wanted.set(row.from + i, [row, i]);
    for (let r = rowAt(above - AHEAD * view); r < rows.length && rows[r].top < above + (1 + AHEAD) * view; r++) {
      rows[r].widths.forEach((_, i) => want(rows[r], i));
    }
    const home = rowOf(current); // what has the focus stays, wherever the window is
    if (home && current - home.from < home.widths.length) {
      want(home, current - home.from);
    }
    for (const [index, tile] of tiles) {
      if (!wanted.has(index)) {
        tile.item.remove();
        tiles.delete(index);
      }
    }
    let next = list.firstChild;
    for (const index of [...wanted.keys()].sort((a, b) => a - b)) {
      const [row, i] = wanted.get(index);
      const tile = tiles.get(index) ?? createTile(actions);
      tiles.set(index, tile);
      const how = { dim: row.dim, selected: selected(hits[index].id), start, total: open ? -1 : start + hits.length };
      tile.show(hits[index], index, how);
      tile.place({ left: row.lefts[i], top: row.top, width: row.widths[i], height: row.height });
      tile.reachable(index === current);
      if (tile.item === next) {
        next = next.nextSibling;
      } else {
        list.insertBefore(tile.item, next);
      }
    }
    if (open && above + LOW_WATER * view > height) {
      on.more();
    }
  }

  function soon() {
    painting ||= requestAnimationFrame(paint);
  }

  function select(index) {
    tiles.get(current)?.reachable(false);
    current = index;
    tiles.get(current)?.reachable(true);
  }

  /** Brings a photo into the window. */
  function reveal(index) {
    const row = rowOf(index);
    if (!row) {
      return;
    }
    const top = container.getBoundingClientRect().top + row.top;
    if (top < BELOW_THE_BAR) {
      window.scrollBy({ top: top - BELOW_THE_BAR, behavior: "instant" });
    } else if (top + row.height > window.innerHeight) {
      window.scrollBy({ top: top + row.height + GAP - window.innerHeight, behavior: "instant" });
    }
  }

  function focus(index) {
    if (index >= 0 && index < hits.length) {
      select(index);
      reveal(index);
      paint();
      tiles.get(index)?.focus();
    }
  }

  /** The photo above or below: in the next row that way, the one nearest to the middle. */
  function vertical(direction) {
    const here = rows.findLastIndex((row) => row.from <= current);
    const row = rows[here + direction];
    if (!row) {
      return -1;
    }
    const middle = (of, i) => of.lefts[i] + of.widths[i] / 2;
    const from = middle(rows[here], current - rows[here].from);
    const distances = row.widths.map((_, i) => Math.abs(middle(row, i) - from));
    return row.from + distances.indexOf(Math.min(...distances));
  }

  const hasFocus = () => container.contains(document.activeElement);

  /** Moves for an arrow key; says whether it did. */
  function move(key) {
    if (hits.length === 0) {
      return false;
    }
    if (!hasFocus()) {
      focus(current);
      return true;
    }
    const target = {
      ArrowLeft: () => current - 1,
      ArrowRight: () => current + 1,
      ArrowUp: () => vertical(-1),
      ArrowDown: () => vertical(1),
      Home: () => 0,
      End: () => hits.length - 1,
    }[key]();
    focus(target);
    return target >= 0;
  }

  new ResizeObserver(() => {
    if (Math.floor(container.getBoundingClientRect().width) !== width) {
      arrange();
    }
  }).observe(container);
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);

  return {
    show, move, focus, reveal, repaint: soon,
    selectBy: (test) => { selected = test; },
    current: () => (hasFocus() ? current : -1),
    /** The photo at the top of the window. */
    atTop: () => rows[Math.min(rows.length - 1, rowAt(BELOW_THE_BAR - container.getBoundingClientRect().top))]?.from ?? 0,
  };
}
