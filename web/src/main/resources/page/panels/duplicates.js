// The review of duplicates: groups of files side by side, the best one first with the reason.
// Nothing is deleted here. The user can copy the paths of the other files.

import { duplicates, thumbnailOf } from "../shared/api.js";
import { copyText } from "../shared/clipboard.js";
import { button, byId, element } from "../shared/dom.js";
import { bytes, count, date, titleOf } from "../shared/format.js";
import { notice } from "../shared/notice.js";

const KINDS = {
  identical: "The same file",
  "re-encoded": "The same photo",
  burst: "Shots of one moment",
};

/** @param {function(Object[], number)} openViewer opens one of several photos */
export function createDuplicates(openViewer) {
  const view = byId("duplicates");
  const status = byId("duplicates-status");
  const list = byId("duplicate-groups");
  let request = new AbortController();

  /** @param {string[]} ids of the photos to find duplicates of; empty for all groups */
  async function show(ids) {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    status.textContent = "Looking for duplicates…";
    list.replaceChildren();
    view.hidden = false;
    try {
      const found = await duplicates(ids, signal);
      if (!signal.aborted) {
        status.textContent = summary(found, ids);
        list.replaceChildren(...found.groups.map(groupSection));
      }
    } catch (error) {
      if (!signal.aborted) {
        status.textContent = error.message;
      }
    }
  }

  function hide() {
    request.abort();
    view.hidden = true;
  }

  function groupSection({ kind, reason, files }) {
    const heading = element("h3", {}, `${KINDS[kind]}, ${count(files.length, "file")}`);
    const items = files.map((file, index) => fileItem(files, index, reason));
    const section = element("section", { className: "group" }, heading);
    section.append(element("ul", {}, ...items));
    const otherPaths = files.slice(1).flatMap(({ path }) => path ?? []);
    if (otherPaths.length > 0 && kind !== "burst") {
      section.append(copyButton(otherPaths));
    }
    return section;
  }

  function fileItem(files, index, reason) {
    const file = files[index];
    const title = titleOf(file);
    const { width, height } = file;
    const source = { src: thumbnailOf(file.id), alt: title, loading: "lazy", width, height };
    const properties = { className: "open", "aria-label": `Open ${title}` };
    const photos = files.map((it) => ({ ...it, confidence: null, score: null }));
    const open = () => openViewer(photos, index);
    const item = element("li", {}, button(properties, open, element("img", source)));
    if (index === 0) {
      item.append(element("p", { className: "best" }, `Best: ${reason}`));
    }
    item.append(fileFacts(file));
    return item;
  }

  return { show, hide };
}

function summary({ total, images, unhashed }, ids) {
  const among =
    ids.length > 0 ? `of ${count(ids.length, "photo")}` : `among ${count(images, "photo")}`;
  const found =
    total === 0
      ? `No duplicates ${among}.`
      : `${count(total, "group")} ${among}. Nothing is deleted here.`;
  return unhashed > 0
    ? `${found} ${count(unhashed, "photo")} cannot be compared yet: update the library.`
    : found;
}

function fileFacts(file) {
  const size = `${file.width} × ${file.height} · ${bytes(file.bytes)}`;
  const lines = [element("strong", {}, titleOf(file)), size];
  if (file.taken) {
    lines.push(date(file.taken));
  }
  if (file.path) {
    lines.push(element("span", { className: "path" }, file.path));
  }
  const [first, ...others] = lines;
  const separated = others.flatMap((line) => [element("br"), line]);
  return element("p", { className: "of-file" }, first, ...separated);
}

function copyButton(paths) {
  const label = paths.length === 1 ? "Copy the other path" : `Copy the ${paths.length} other paths`;
  const copy = async () => {
    const copied = await copyText(paths.join("\n"));
    notice(copied ? "Copied" : "The browser did not allow copying");
  };
  return button({ className: "pill" }, copy, label);
}
