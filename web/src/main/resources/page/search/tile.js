// One photo in the grid: the thumbnail, its name, how likely it is, and what can be done with it.

import { thumbnailOf } from "../shared/api.js";
import { element } from "../shared/dom.js";
import { titleOf, likelihood } from "../shared/words.js";

/** What a drag of a photo of the library carries: its id. */
export const DRAGGED = "application/x-sightline-photo";

/**
 * @param {{open: function(number), similar: function(Object), toggle: function(number, boolean),
 *   expand: function(number), focused: function(number)}} on what a click does
 */
export function createTile(on) {
  const photo = element("img", { alt: "", decoding: "async", draggable: false });
  const name = element("span", { className: "name" });
  const likely = element("span", { className: "likely" });
  const open = element("button", { type: "button", className: "open", draggable: true }, photo);
  const similar = element("button", { type: "button", className: "similar" }, element("span", {}, "More like this"));
  const select = element("button", { type: "button", className: "select", "aria-pressed": "false" }, element("span", {}, "✓"));
  const stack = element("button", { type: "button", className: "stack" }, element("span"));
  const mark = element("div", { className: "mark", "aria-hidden": "true" });
  const caption = element("div", { className: "caption", "aria-hidden": "true" }, name, likely);
  const item = element("li", { className: "tile" }, open, mark, caption, select, similar, stack);
  let hit = null;
  let index = 0;

  photo.addEventListener("load", () => item.classList.add("loaded"));
  photo.addEventListener("error", () => item.classList.add("missing"));
  open.addEventListener("click", (event) =>
    (event.shiftKey || event.ctrlKey || event.metaKey ? on.toggle(index, event.shiftKey) : on.open(index)));
  open.addEventListener("focus", () => on.focused(index));
  open.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(DRAGGED, hit.id);
    event.dataTransfer.effectAllowed = "copy";
    event.dataTransfer.setDragImage(photo, 20, 20);
  });
  similar.addEventListener("click", () => on.similar(hit));
  select.addEventListener("click", (event) => on.toggle(index, event.shiftKey));
  stack.addEventListener("click", () => on.expand(index));
  item.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch") { // a long press
      event.preventDefault();
      on.toggle(index, false);
    }
  });

  return {
    item,
    hit: () => hit,
    focus: () => open.focus({ preventScroll: true }),
    show(newHit, newIndex, { dim, selected, start, total }) {
      index = newIndex;
      item.classList.toggle("dim", dim);
      item.classList.toggle("selected", selected);
      item.setAttribute("aria-posinset", start + index + 1);
      item.setAttribute("aria-setsize", total);
      select.setAttribute("aria-pressed", String(selected));
      if (hit === newHit) {
        return;
      }
      const isOther = hit?.id !== newHit.id;
      hit = newHit;
      const title = titleOf(hit);
      photo.alt = title;
      name.textContent = title;
      likely.textContent = likelihood(hit);
      mark.hidden = hit.confidence === null || hit.confidence === undefined;
      mark.style.setProperty("--sure", hit.confidence ?? 0);
      open.setAttribute("aria-label", [title, likely.textContent].filter(Boolean).join(", "));
      similar.setAttribute("aria-label", `More like ${title}`);
      select.setAttribute("aria-label", `Select ${title}`);
      stack.hidden = !hit.similar;
      stack.firstChild.textContent = `+${hit.similar} similar`;
      stack.setAttribute("aria-label", `+${hit.similar} similar: show those folded into ${title}`);
      item.classList.toggle("folded", Boolean(hit.similar));
      if (isOther) {
        photo.src = thumbnailOf(hit.id);
      }
    },
    reachable(yes) {
      for (const button of [open, similar, select, stack]) {
        button.tabIndex = yes ? 0 : -1;
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
