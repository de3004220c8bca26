// Shows any number of photos in justified rows. Only the photos near the window are in the
// document. Tab reaches one of them, and the arrow keys move to the others.

import { element } from "../shared/dom.js";
import { GAP, placeRows } from "./rows.js";
import { createTile } from "./tile.js";

const OVERSCAN = 1.2; // windows above and below the visible one whose photos are in the document
const LOW_WATER = 3; // windows before the end at which the next page is requested
const BAR_HEIGHT = 150; // pixels at the top that the bar may cover
const REUSED = 200; // first hits of an answer whose tiles may be taken over

/**
 * @param {HTMLElement} container where the rows go
 * @param {Object} on listeners of a tile, and `more`: the end is near
 */
export function createGrid(container, on) {
  const list = element("ul", { className: "rows", "aria-label": "Photos" });
  const listeners = { ...on, focused: select };
  let hits = [];
  let parts = [];
  let open = false;
  let start = 0;
  let rows = placeRows([], [], 1, false);
  let tiles = new Map(); // by index of the hit
  let current = 0; // index of the hit that Tab reaches
  let isSelected = () => false;
  let frame = 0; // the requested animation frame
  let shownWidth = 0; // of the container when the rows were placed

  /**
   * @param {Object[]} newHits all of them, best first
   * @param {({count: number, dim: boolean}|{element: HTMLElement})[]} newParts how they are divided
   * @param {Object} how
   * @param {boolean} how.open whether more hits will follow
   * @param {boolean} how.keep whether these are the hits from before and some more
   * @param {number} how.start how many hits come before these
   */
  function show(newHits, newParts, how) {
    hits = newHits;
    parts = newParts;
    open = how.open;
    start = how.start ?? 0;
    if (!how.keep) {
      current = 0;
      reuseTiles();
    }
    const elements = parts.filter((part) => part.element).map((part) => part.element);
    container.replaceChildren(...(hits.length > 0 ? [list] : []), ...elements);
    arrange();
  }

  /** Keeps the tiles of photos that are in the new answer too: they need not be loaded again. */
  function reuseTiles() {
    const byId = new Map([...tiles.values()].map((tile) => [tile.hit().id, tile]));
    tiles = new Map();
    hits.slice(0, REUSED).forEach((hit, index) => {
      const tile = byId.get(hit.id);
      if (tile) {
        tiles.set(index, tile);
        byId.delete(hit.id);
      }
    });
    byId.forEach((tile) => tile.item.remove());
  }

  const currentWidth = () => Math.floor(container.getBoundingClientRect().width);

  function arrange() {
    shownWidth = currentWidth();
    if (shownWidth === 0) {
      return;
    }
    rows = placeRows(hits, parts, shownWidth, open);
    container.style.height = `${rows.height}px`;
    paint();
  }

  function paint() {
    frame = 0;
    const view = window.innerHeight;
    const above = -container.getBoundingClientRect().top;
    const wanted = rows.placesBetween(above - OVERSCAN * view, above + (1 + OVERSCAN) * view);
    rows.addPlace(wanted, current); // the focused photo stays wherever the window is
    for (const [index, tile] of tiles) {
      if (!wanted.has(index)) {
        tile.item.remove();
        tiles.delete(index);
      }
    }
    let next = list.firstChild;
    for (const index of [...wanted.keys()].sort((a, b) => a - b)) {
      const { item } = paintTile(index, wanted.get(index));
      if (item === next) {
        next = next.nextSibling;
      } else {
        list.insertBefore(item, next);
      }
    }
    if (open && above + LOW_WATER * view > rows.height) {
      on.more();
    }
  }

  function paintTile(index, { row, position }) {
    const tile = tiles.get(index) ?? createTile(listeners);
    tiles.set(index, tile);
    const total = open ? -1 : start + hits.length; // -1: not known yet
    tile.show(hits[index], index, {
      dim: row.dim,
      selected: isSelected(hits[index].id),
      position: start + index + 1,
      total,
    });
    const [left, width] = [row.lefts[position], row.widths[position]];
    tile.place({ left, top: row.top, width, height: row.height });
    tile.setReachable(index === current);
    return tile;
  }

  function repaint() {
    frame ||= requestAnimationFrame(paint);
  }

  function select(index) {
    tiles.get(current)?.setReachable(false);
    current = index;
    tiles.get(current)?.setReachable(true);
  }

  /** Scrolls a photo into the window. */
  function reveal(index) {
    const row = rows.rowOf(index);
    if (!row) {
      return;
    }
    const top = container.getBoundingClientRect().top + row.top;
    const bottom = top + row.height;
    if (top < BAR_HEIGHT) {
      window.scrollBy({ top: top - BAR_HEIGHT, behavior: "instant" });
    } else if (bottom > window.innerHeight) {
      window.scrollBy({ top: bottom + GAP - window.innerHeight, behavior: "instant" });
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

  const hasFocus = () => container.contains(document.activeElement);

  /** Moves the focus for an arrow key, Home or End. Returns whether it moved. */
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
      ArrowUp: () => rows.vertical(current, -1),
      ArrowDown: () => rows.vertical(current, 1),
      Home: () => 0,
      End: () => hits.length - 1,
    }[key]();
    focus(target);
    return target >= 0;
  }

  new ResizeObserver(() => {
    if (currentWidth() !== shownWidth) {
      arrange();
    }
  }).observe(container);
  window.addEventListener("scroll", repaint, { passive: true });
  window.addEventListener("resize", repaint);

  return {
    show,
    move,
    focus,
    reveal,
    repaint,
    selectBy(test) {
      isSelected = test;
    },
    /** The index of the focused photo, or -1. */
    current: () => (hasFocus() ? current : -1),
    /** The index of the photo at the top of the window. */
    atTop: () => rows.hitAt(BAR_HEIGHT - container.getBoundingClientRect().top),
  };
}
