// Photos that are selected, and what can be done with them together.

import { originalOf } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { nameOf, titleOf } from "../shared/words.js";

const MOST_DOWNLOADS = 50; // a browser asks about each

/**
 * @param {function(): Object[]} hits as they are shown
 * @param {{changed: function(), duplicates: function(string[]), say: function(string)}} on
 */
export function createSelection(hits, on) {
  const bar = byId("selection");
  const chosen = new Map(); // by id
  let last = -1;

  /** @param {boolean} range whether all since the last one are meant */
  function toggle(index, range) {
    const all = hits();
    if (range && last >= 0 && last < all.length) {
      all.slice(Math.min(last, index), Math.max(last, index) + 1).forEach((hit) => chosen.set(hit.id, hit));
    } else if (!chosen.delete(all[index].id)) {
      chosen.set(all[index].id, all[index]);
    }
    last = index;
    draw();
  }

  function clear() {
    chosen.clear();
    last = -1;
    draw();
  }

  function draw() {
    bar.hidden = chosen.size === 0;
    document.body.classList.toggle("selecting", chosen.size > 0);
    byId("selected-count").textContent = `${chosen.size.toLocaleString()} selected`;
    byId("copy-paths").hidden = ![...chosen.values()].every(({ path }) => path);
    on.changed();
  }

  async function copyPaths() {
    const paths = [...chosen.values()].map(({ path }) => path);
    on.say(await copy(paths.join("\n")) ? `Copied ${paths.length === 1 ? "the path" : `${paths.length} paths`}` : "The browser did not let the paths be copied");
  }

  function download() {
    const all = [...chosen.values()].slice(0, MOST_DOWNLOADS);
    for (const hit of all) {
      const name = hit.path ? nameOf(hit.path) : titleOf(hit);
      const link = element("a", { href: originalOf(hit.id), download: name });
      document.body.append(link);
      link.click();
      link.remove();
    }
    if (all.length < chosen.size) {
      on.say(`Downloading the first ${MOST_DOWNLOADS}`);
    }
  }

  byId("find-duplicates").addEventListener("click", () => on.duplicates([...chosen.keys()]));
  byId("copy-paths").addEventListener("click", copyPaths);
  byId("download").addEventListener("click", download);
  byId("deselect").addEventListener("click", clear);
  return { toggle, clear, chosen: () => [...chosen.values()], has: (id) => chosen.has(id), size: () => chosen.size };
}

/** Puts text on the clipboard, also where the page has no secure origin. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { value: text, className: "offscreen" });
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
