// One photo in the grid: its thumbnail, its title, how likely it is a match, and its buttons.

import { thumbnailOf } from "../shared/api.js";
import { button, element } from "../shared/dom.js";
import { likelihood, titleOf } from "../shared/format.js";

/** The media type of a photo of the library that is dragged; its data is the id. */
export const DRAGGED = "application/x-sightline-photo";

/**
 * @param {Object} on
 * @param {function(number)} on.open
 * @param {function(Object)} on.similar
 * @param {function(number, boolean)} on.toggle selects one photo, or a range
 * @param {function(number)} on.expand shows the hits that are folded into this one
 * @param {function(number)} on.focused
 */
export function createTile(on) {
  const photo = element("img", { alt: "", decoding: "async", draggable: false });
  const title = element("span", { className: "name" });
  const likely = element("span", { className: "likely" });
  const open = button({ className: "open", draggable: true }, openOrToggle, photo);
  const similar = button(
    { className: "similar" },
    () => on.similar(hit),
    element("span", {}, "More like this"),
  );
  const select = button(
    { className: "select", "aria-pressed": "false" },
    (event) => on.toggle(index, event.shiftKey),
    element("span", {}, "✓"),
  );
  const stack = button({ className: "stack" }, () => on.expand(index), element("span"));
  const mark = element("div", { className: "mark", "aria-hidden": "true" });
  const caption = element("div", { className: "caption", "aria-hidden": "true" }, title, likely);
  const item = element("li", { className: "tile" }, open, mark, caption, select, similar, stack);
  let hit = null;
  let index = 0;

  function openOrToggle(event) {
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      on.toggle(index, event.shiftKey);
    } else {
      on.open(index);
    }
  }

  photo.addEventListener("load", () => item.classList.add("loaded"));
  photo.addEventListener("error", () => item.classList.add("missing"));
  open.addEventListener("focus", () => on.focused(index));
  open.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(DRAGGED, hit.id);
    event.dataTransfer.effectAllowed = "copy";
    event.dataTransfer.setDragImage(photo, 20, 20);
  });
  item.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch") {
      event.preventDefault(); // a long press selects
      on.toggle(index, false);
    }
  });

  /** Shows the texts and the thumbnail of a hit. */
  function describe(newHit) {
    const isOtherPhoto = hit?.id !== newHit.id;
    hit = newHit;
    const text = titleOf(hit);
    const folded = `+${hit.similar} similar`;
    photo.alt = text;
    title.textContent = text;
    likely.textContent = likelihood(hit);
    mark.hidden = hit.confidence === null || hit.confidence === undefined;
    mark.style.setProperty("--sure", hit.confidence ?? 0);
    open.setAttribute("aria-label", [text, likely.textContent].filter(Boolean).join(", "));
    similar.setAttribute("aria-label", `More like ${text}`);
    select.setAttribute("aria-label", `Select ${text}`);
    stack.hidden = !hit.similar;
    stack.firstChild.textContent = folded;
    stack.setAttribute("aria-label", `${folded}: show those folded into ${text}`);
    item.classList.toggle("folded", Boolean(hit.similar));
    if (isOtherPhoto) {
      photo.src = thumbnailOf(hit.id);
    }
  }

  return {
    item,
    hit: () => hit,
    focus: () => open.focus({ preventScroll: true }),
    /**
     * @param {Object} how
     * @param {boolean} how.dim whether the hit is below the threshold
     * @param {boolean} how.selected
     * @param {number} how.position counted from 1
     * @param {number} how.total -1 if it is not known
     */
    show(newHit, newIndex, { dim, selected, position, total }) {
      index = newIndex;
      item.classList.toggle("dim", dim);
      item.classList.toggle("selected", selected);
      item.setAttribute("aria-posinset", position);
      item.setAttribute("aria-setsize", total);
      select.setAttribute("aria-pressed", String(selected));
      if (hit !== newHit) {
        describe(newHit);
      }
    },
    /** @param {boolean} reachable whether Tab reaches the buttons */
    setReachable(reachable) {
      for (const target of [open, similar, select, stack]) {
        target.tabIndex = reachable ? 0 : -1;
      }
    },
    place({ left, top, width, height }) {
      const { style } = item;
      style.transform = `translate(${left}px, ${top}px)`;
      style.width = `${width}px`;
      style.height = `${height}px`;
    },
  };
}
