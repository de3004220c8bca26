// Shows one photo on black. The address of the page names the open photo (`photo=ID`), so that the
// back button closes the viewer.

import { facts as factsOf, originalOf, thumbnailOf } from "../shared/api.js";
import { copyText } from "../shared/clipboard.js";
import { element } from "../shared/dom.js";
import { likelihood, titleOf } from "../shared/format.js";
import { notice } from "../shared/notice.js";
import { createDialog } from "./dialog.js";
import { factList } from "./facts.js";
import { listenForSwipes } from "./swipe.js";
import { createZoom } from "./zoom.js";

const ENLARGED = 1.5; // a small photo is enlarged by this factor at most, so that it does not blur
const LOW_WATER = 5; // photos before the last one at which the next page is requested

/**
 * @param {Object} on
 * @param {function(number)} on.closed takes the index of the last photo
 * @param {function(Object)} on.similar
 * @param {function(Object, boolean)} on.combine adds a photo to the query, or subtracts it
 * @param {function(Object)} on.duplicates
 * @param {function(): ?Promise} on.more requests the next page
 */
export function createViewer(on) {
  const actions = {
    close: () => close(),
    previous: () => show(index - 1),
    next: () => show(index + 1),
    info: toggleFacts,
    similar: leave((hit) => on.similar(hit)),
    add: leave((hit) => on.combine(hit, false)),
    subtract: leave((hit) => on.combine(hit, true)),
    duplicates: leave((hit) => on.duplicates(hit)),
    copy: copyPath,
  };
  const { dialog, photo, stage, name, match, facts, buttons } = createDialog(actions);
  const zoom = createZoom(stage, photo);
  const keys = {
    ArrowLeft: actions.previous,
    ArrowRight: actions.next,
    ArrowUp: zoom.closer,
    ArrowDown: zoom.farther,
    i: actions.info,
    s: actions.similar,
    "+": actions.add,
    "-": actions.subtract,
    d: actions.duplicates,
    c: actions.copy,
    z: () => (zoom.isZoomed() ? zoom.reset() : zoom.closer()),
  };
  let hits = () => [];
  let index = 0;
  let request = new AbortController();
  let hasEntry = false; // whether the viewer has added an entry to the history

  /** @param {function(): Object[]} list the photos, which may become more */
  function open(list, at) {
    hits = list;
    hasEntry = false;
    dialog.showModal();
    show(at);
    buttons.close.focus();
  }

  function writeAddress(id) {
    const parameters = new URLSearchParams(location.search);
    parameters.set("photo", id);
    history[hasEntry ? "replaceState" : "pushState"](history.state, "", `/?${parameters}`);
    hasEntry = true;
  }

  function show(at) {
    const all = hits();
    if (at < 0 || at >= all.length) {
      return;
    }
    index = at;
    const hit = all[index];
    writeAddress(hit.id);
    name.textContent = titleOf(hit);
    match.textContent = likelihood(hit);
    buttons.previous.disabled = index === 0;
    buttons.next.disabled = index === all.length - 1;
    buttons.copy.hidden = !hit.path;
    showPhoto(hit);
    showFacts();
    if (index + LOW_WATER > all.length) {
      requestMore();
    }
  }

  function showPhoto(hit) {
    zoom.reset();
    photo.alt = titleOf(hit);
    photo.style.setProperty("--ratio", hit.width / hit.height);
    photo.style.setProperty("--most", `${hit.width * ENLARGED}px`);
    photo.src = thumbnailOf(hit.id);
    const original = new Image(); // never loads if the browser cannot decode the format
    original.addEventListener("load", () => {
      if (hits()[index] === hit) {
        photo.src = original.src;
      }
    });
    original.src = originalOf(hit.id);
  }

  async function requestMore() {
    await on.more();
    buttons.next.disabled = index === hits().length - 1;
  }

  async function showFacts() {
    request.abort();
    facts.replaceChildren();
    if (facts.hidden) {
      return;
    }
    request = new AbortController();
    const { signal } = request;
    const hit = hits()[index];
    try {
      facts.replaceChildren(factList(await factsOf(hit.id, signal), hit));
    } catch (error) {
      if (!signal.aborted) {
        facts.replaceChildren(element("p", {}, error.message));
      }
    }
  }

  function toggleFacts() {
    facts.hidden = !facts.hidden;
    buttons.info.setAttribute("aria-pressed", String(!facts.hidden));
    showFacts();
  }

  /** An action that closes the viewer and continues with the photo. */
  function leave(next) {
    return () => {
      const hit = hits()[index];
      close(true);
      next(hit);
    };
  }

  /** @param {boolean} keepEntry whether the history entry stays: another question follows */
  function close(keepEntry = false) {
    if (hasEntry && !keepEntry) {
      hasEntry = false;
      history.back(); // closes the viewer as the back button does
      return;
    }
    forget();
  }

  /** Closes the viewer without a change of the history. */
  function forget() {
    hasEntry = false;
    dialog.close();
  }

  async function copyPath() {
    const { path } = hits()[index];
    if (path) {
      const copied = await copyText(path);
      notice(copied ? "Copied the path" : "The browser did not allow copying");
    }
  }

  dialog.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
    event.stopPropagation(); // keeps the shortcuts of the page from running
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", () => {
    request.abort();
    photo.removeAttribute("src");
    on.closed(index);
  });
  listenForSwipes(stage, (direction) => {
    if (!zoom.isZoomed()) {
      show(index + direction);
    }
  });
  return { open, close, forget, isOpen: () => dialog.open };
}
