// The selected photos, and the bar at the bottom that acts on them.

import { originalOf } from "../shared/api.js";
import { copyText } from "../shared/clipboard.js";
import { byId, element } from "../shared/dom.js";
import { fileName, titleOf } from "../shared/format.js";
import { notice } from "../shared/notice.js";

const MOST_DOWNLOADS = 50; // browsers may ask the user about each one

/**
 * @param {function(): Object[]} hits the photos on the screen
 * @param {{changed: function(), duplicates: function(string[])}} on
 */
export function createSelection(hits, on) {
  const bar = byId("selection");
  const selected = new Map(); // hits by id
  let last = -1; // index of the photo that was toggled last

  /** @param {boolean} range whether to select all photos from the last one to this one */
  function toggle(index, range) {
    const all = hits();
    const { id } = all[index];
    if (range && last >= 0 && last < all.length) {
      const between = all.slice(Math.min(last, index), Math.max(last, index) + 1);
      between.forEach((hit) => selected.set(hit.id, hit));
    } else if (!selected.delete(id)) {
      selected.set(id, all[index]);
    }
    last = index;
    draw();
  }

  function clear() {
    selected.clear();
    last = -1;
    draw();
  }

  function draw() {
    bar.hidden = selected.size === 0;
    document.body.classList.toggle("selecting", selected.size > 0);
    byId("selected-count").textContent = `${selected.size.toLocaleString()} selected`;
    byId("copy-paths").hidden = ![...selected.values()].every(({ path }) => path);
    on.changed();
  }

  async function copyPaths() {
    const paths = [...selected.values()].map(({ path }) => path);
    const copied = await copyText(paths.join("\n"));
    const what = paths.length === 1 ? "the path" : `${paths.length} paths`;
    notice(copied ? `Copied ${what}` : "The browser did not allow copying");
  }

  function download() {
    const downloaded = [...selected.values()].slice(0, MOST_DOWNLOADS);
    for (const hit of downloaded) {
      const name = hit.path ? fileName(hit.path) : titleOf(hit);
      const link = element("a", { href: originalOf(hit.id), download: name });
      document.body.append(link);
      link.click();
      link.remove();
    }
    if (downloaded.length < selected.size) {
      notice(`Downloading the first ${MOST_DOWNLOADS}`);
    }
  }

  byId("find-duplicates").addEventListener("click", () => on.duplicates([...selected.keys()]));
  byId("copy-paths").addEventListener("click", copyPaths);
  byId("download").addEventListener("click", download);
  byId("deselect").addEventListener("click", clear);
  return {
    toggle,
    clear,
    photos: () => [...selected.values()],
    has: (id) => selected.has(id),
    size: () => selected.size,
  };
}
