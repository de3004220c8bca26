// The keys of the page. Those of the viewer are its own.

import { byId } from "./dom.js";

/** @param {{input: HTMLInputElement, grid: Object, completion: Object, selection: Object,
 *   results: Object, similar: function(Object)}} page */
export function createKeys({ input, grid, completion, selection, results, similar }) {
  function typing(event) {
    if (completion.keydown(event)) {
      return;
    }
    if (event.key === "ArrowDown" && grid.move(event.key)) {
      event.preventDefault();
    }
  }

  function keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.target === input) {
      typing(event);
      return;
    }
    const index = grid.current();
    const onPhoto = index >= 0 && event.target.classList.contains("open");
    if (event.key === "/") {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "?") {
      byId("keys").showModal();
    } else if (event.key === "Escape" && selection.size() > 0) {
      selection.clear();
    } else if (event.key === " " && onPhoto) {
      event.preventDefault(); // else it would open
      selection.toggle(index, event.shiftKey);
    } else if (event.key === "s" && index >= 0) {
      similar(results.hits()[index]);
    } else if (/^Arrow|^Home$|^End$/.test(event.key) && (event.target === document.body || index >= 0)) {
      if (grid.move(event.key)) {
        event.preventDefault();
      }
    }
  }

  document.addEventListener("keydown", keydown);
  document.addEventListener("keyup", (event) => {
    if (event.key === " " && event.target.classList?.contains("open") && grid.current() >= 0) {
      event.preventDefault(); // a button is pressed when the key is let go
    }
  });
}
