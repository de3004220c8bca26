// The review of duplicates: groups side by side, the best file first with why. It never deletes; what
// to do with the rest is for the person, who can copy their paths.

import { duplicates, thumbnailOf } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { copy } from "./selection.js";
import { bytes, count, date, titleOf } from "../shared/words.js";

const KINDS = { identical: "The same file", "re-encoded": "The same picture", burst: "Shots of one moment" };

/** @param {{open: function(Object[], number), say: function(string)}} on */
export function createDuplicates(on) {
  const view = byId("duplicates");
  let asking = new AbortController();

  /** @param {string[]} of ids of photos; none for all groups */
  async function show(of) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    byId("duplicates-status").textContent = "Looking for duplicates…";
    byId("duplicate-groups").replaceChildren();
    view.hidden = false;
    try {
      const found = await duplicates(of, signal);
      if (!signal.aborted) {
        draw(found, of);
      }
    } catch (error) {
      if (!signal.aborted) {
        byId("duplicates-status").textContent = error.message;
      }
    }
  }

  function draw({ total, groups, images, unhashed }, of) {
    const among = of.length > 0 ? `of ${count(of.length, "photo")}` : `among ${count(images, "photo")}`;
    const left = unhashed > 0 ? ` ${count(unhashed, "photo")} cannot be compared yet: update the library.` : "";
    byId("duplicates-status").textContent = (total === 0 ? `No duplicates ${among}.`
      : `${count(total, "group")} ${among}. Nothing is deleted here.`) + left;
    byId("duplicate-groups").replaceChildren(...groups.map(groupOf));
  }

  function groupOf({ kind, reason, files }) {
    const others = files.slice(1).map(({ path }) => path).filter(Boolean);
    const copyOthers = element("button", { type: "button", className: "pill" }, others.length === 1 ? "Copy the other path" : `Copy the ${others.length} other paths`);
    copyOthers.addEventListener("click", async () => {
      on.say(await copy(others.join("\n")) ? "Copied" : "The browser did not let the paths be copied");
    });
    return element("section", { className: "group" },
      element("h3", {}, `${KINDS[kind]}, ${count(files.length, "file")}`),
      element("ul", {}, ...files.map((file, i) => fileOf(file, files, i, reason))),
      ...(others.length > 0 && kind !== "burst" ? [copyOthers] : []));
  }

  function fileOf(file, files, index, reason) {
    const title = titleOf(file);
    const photo = element("img", { src: thumbnailOf(file.id), alt: title, loading: "lazy", width: file.width, height: file.height });
    const open = element("button", { type: "button", className: "open", "aria-label": `Open ${title}` }, photo);
    open.addEventListener("click", () => on.open(files.map((it) => ({ ...it, confidence: null, score: null })), index));
    return element("li", {}, open,
      ...(index === 0 ? [element("p", { className: "best" }, `Best: ${reason}`)] : []),
      element("p", { className: "of-file" }, element("strong", {}, title), element("br"),
        `${file.width} × ${file.height} · ${bytes(file.bytes)}`,
        ...(file.taken ? [element("br"), date(file.taken)] : []),
        ...(file.path ? [element("br"), element("span", { className: "path" }, file.path)] : [])));
  }

  return {
    show,
    hide() {
      asking.abort();
      view.hidden = true;
    },
  };
}
