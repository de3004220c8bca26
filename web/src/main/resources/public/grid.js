// The photos in justified rows. One of them can be reached by Tab, the arrows move to the others.

import { thumbnailOf } from "./api.js";
import { element } from "./dom.js";
import { justify } from "./layout.js";
import { likelihood, nameOf } from "./words.js";

const GAP = 6;

/**
 * @param {HTMLElement} container where the rows go
 * @param {{open: function(number), similar: function(Object)}} on what a click does
 */
export function createGrid(container, on) {
  let groups = [];
  let tiles = [];
  let kept = new Map();
  let current = 0;

  /** Shows groups of hits, each a list of its own, with whatever elements stand between them. */
  function show(parts) {
    const made = new Map();
    groups = [];
    tiles = [];
    current = 0;
    const children = parts.map((part) => {
      if (part instanceof Node) {
        return part;
      }
      const list = element("ul", { className: part.dim ? "rows dim" : "rows" });
      for (const hit of part.hits) {
        const tile = kept.get(hit.id) ?? tileOf(hit.id);
        tile.show(hit, tiles.length);
        made.set(hit.id, tile);
        tiles.push(tile);
        list.append(tile.item);
      }
      groups.push({ list, hits: part.hits });
      return list;
    });
    kept = made;
    container.replaceChildren(...children);
    arrange();
    tiles[0]?.reachable(true);
  }

  function tileOf(id) {
    const photo = element("img", { alt: "", loading: "lazy", decoding: "async", draggable: false });
    const name = element("span", { className: "name" });
    const likely = element("span", { className: "likely" });
    const open = element("button", { type: "button", className: "open" }, photo);
    const similar = element("button", { type: "button", className: "similar" },
      element("span", {}, "More like this"));
    const caption = element("div", { className: "caption", "aria-hidden": "true" }, name, likely);
    const item = element("li", { className: "tile" }, open, caption, similar);
    let hit;
    let index;
    photo.addEventListener("load", () => item.classList.add("loaded"));
    photo.addEventListener("error", () => item.classList.add("missing"));
    open.addEventListener("click", () => on.open(index));
    open.addEventListener("focus", () => select(index));
    similar.addEventListener("click", () => on.similar(hit));
    photo.src = thumbnailOf(id);
    return {
      item,
      focus: () => open.focus(),
      box: () => item.getBoundingClientRect(),
      similar: () => on.similar(hit),
      reachable(yes) {
        open.tabIndex = yes ? 0 : -1;
        similar.tabIndex = yes ? 0 : -1;
      },
      show(newHit, newIndex) {
        hit = newHit;
        index = newIndex;
        const file = nameOf(hit.path);
        photo.alt = file;
        name.textContent = file;
        likely.textContent = likelihood(hit.confidence);
        open.setAttribute("aria-label", [file, likely.textContent].filter(Boolean).join(", "));
        similar.setAttribute("aria-label", `More like ${file}`);
        this.reachable(false);
      },
      size({ width, height }) {
        item.style.width = `${width}px`;
        item.style.height = `${height}px`;
      },
    };
  }

  function arrange() {
    const width = Math.floor(container.getBoundingClientRect().width);
    if (width === 0) {
      return;
    }
    const target = Math.max(120, Math.min(230, Math.round(width / 3.1)));
    let first = 0;
    for (const { hits } of groups) {
      justify(hits, width, target, GAP).forEach((size, i) => tiles[first + i].size(size));
      first += hits.length;
    }
  }

  function select(index) {
    tiles[current]?.reachable(false);
    current = index;
    tiles[current]?.reachable(true);
  }

  function focus(index) {
    if (index >= 0 && index < tiles.length) {
      select(index);
      tiles[index].focus();
    }
  }

  /** The photo above or below: in the next row that way, the one nearest to the middle. */
  function vertical(direction) {
    const from = tiles[current].box();
    const middle = (from.left + from.right) / 2;
    let best = -1;
    let bestDistance = Infinity;
    let rowTop = null;
    for (let i = current + direction; i >= 0 && i < tiles.length; i += direction) {
      const box = tiles[i].box();
      if (Math.abs(box.top - from.top) < 2) {
        continue;
      }
      rowTop ??= box.top;
      if (Math.abs(box.top - rowTop) > 2) {
        break;
      }
      const distance = Math.abs((box.left + box.right) / 2 - middle);
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Moves for an arrow key; says whether it did. */
  function move(key) {
    if (tiles.length === 0) {
      return false;
    }
    if (!container.contains(document.activeElement)) {
      focus(current);
      return true;
    }
    const target = {
      ArrowLeft: () => current - 1,
      ArrowRight: () => current + 1,
      ArrowUp: () => vertical(-1),
      ArrowDown: () => vertical(1),
      Home: () => 0,
      End: () => tiles.length - 1,
    }[key]();
    focus(target);
    return target >= 0;
  }

  new ResizeObserver(arrange).observe(container);
  return {
    show,
    move,
    focus,
    current: () => (container.contains(document.activeElement) ? tiles[current] : undefined),
  };
}
