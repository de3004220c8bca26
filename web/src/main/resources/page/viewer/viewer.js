// One photo on black. Its address is the page's with `photo`, so that the back button closes it.

import { facts as factsOf, originalOf, thumbnailOf } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { factList } from "./facts.js";
import { copy } from "../panels/selection.js";
import { likelihood, titleOf } from "../shared/words.js";
import { createZoom } from "./zoom.js";

const SWIPE = 60; // pixels
const ENLARGED = 1.5; // a small photo is shown larger than it is, but not by so much that it blurs
const NEAR_THE_END = 5;

/**
 * @param {{closed: function(number), similar: function(Object), combine: function(Object, boolean),
 *   duplicates: function(Object), more: function(), say: function(string)}} on
 */
export function createViewer(on) {
  const dialog = byId("viewer");
  const photo = byId("viewer-photo");
  const panel = byId("facts");
  const zoom = createZoom(byId("stage"), photo);
  let hits = () => [];
  let index = 0;
  let asking = new AbortController();
  let isEntry = false; // whether it added an entry to the history

  /** @param {function(): Object[]} list the photos, which may become more */
  function open(list, at) {
    hits = list;
    isEntry = false;
    dialog.showModal();
    show(at);
    byId("viewer-close").focus();
  }

  function address(id) {
    const parameters = new URLSearchParams(location.search);
    parameters.set("photo", id);
    history[isEntry ? "replaceState" : "pushState"](history.state, "", `/?${parameters}`);
    isEntry = true;
  }

  function show(at) {
    const all = hits();
    if (at < 0 || at >= all.length) {
      return;
    }
    index = at;
    const hit = all[index];
    const title = titleOf(hit);
    address(hit.id);
    byId("viewer-name").textContent = title;
    byId("viewer-match").textContent = likelihood(hit);
    byId("viewer-previous").disabled = index === 0;
    byId("viewer-next").disabled = index === all.length - 1;
    byId("viewer-copy").hidden = !hit.path;
    zoom.reset();
    photo.alt = title;
    photo.style.setProperty("--ratio", hit.width / hit.height);
    photo.style.setProperty("--most", `${hit.width * ENLARGED}px`);
    photo.src = thumbnailOf(hit.id);
    const whole = new Image();
    whole.addEventListener("load", () => {
      if (hits()[index] === hit) {
        photo.src = whole.src;
      }
    }); // a format that the browser cannot show stays a thumbnail
    whole.src = originalOf(hit.id);
    tell();
    if (index + NEAR_THE_END > all.length) {
      Promise.resolve(on.more()).then(() => { byId("viewer-next").disabled = index === hits().length - 1; });
    }
  }

  async function tell() {
    asking.abort();
    panel.replaceChildren();
    if (panel.hidden) {
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    const hit = hits()[index];
    try {
      panel.replaceChildren(factList(await factsOf(hit.id, signal), hit));
    } catch (error) {
      if (!signal.aborted) {
        panel.replaceChildren(element("p", {}, error.message));
      }
    }
  }

  function toggleFacts() {
    panel.hidden = !panel.hidden;
    byId("viewer-info").setAttribute("aria-pressed", String(!panel.hidden));
    tell();
  }

  /** Closes, then goes on with the photo. */
  function leave(next) {
    return () => {
      const hit = hits()[index];
      close(true);
      next(hit);
    };
  }

  /** @param {boolean} stay whether another question follows, so that the entry may stay */
  function close(stay = false) {
    if (isEntry && !stay) {
      isEntry = false;
      history.back(); // which closes it, as the back button would
      return;
    }
    isEntry = false;
    dialog.close();
  }

  async function copyPath() {
    const { path } = hits()[index];
    if (path) {
      on.say(await copy(path) ? "Copied the path" : "The browser did not let the path be copied");
    }
  }

  const actions = {
    ArrowLeft: () => show(index - 1),
    ArrowRight: () => show(index + 1),
    i: toggleFacts,
    s: leave((hit) => on.similar(hit)),
    "+": leave((hit) => on.combine(hit, false)),
    "-": leave((hit) => on.combine(hit, true)),
    d: leave((hit) => on.duplicates(hit)),
    c: copyPath,
    z: () => (zoom.isZoomed() ? zoom.reset() : zoom.closer()),
    ArrowUp: zoom.closer,
    ArrowDown: zoom.farther,
  };

  dialog.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
    event.stopPropagation(); // the page behind has keys of its own
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", () => {
    asking.abort();
    photo.removeAttribute("src");
    on.closed(index);
  });
  const buttons = {
    close: () => close(), previous: actions.ArrowLeft, next: actions.ArrowRight, info: toggleFacts,
    similar: actions.s, add: actions["+"], subtract: actions["-"], duplicates: actions.d, copy: copyPath,
  };
  Object.entries(buttons).forEach(([name, action]) => byId(`viewer-${name}`).addEventListener("click", action));
  swipes(byId("stage"), (way) => !zoom.isZoomed() && show(index + way));
  return { open, close, isOpen: () => dialog.open, forget: () => { isEntry = false; dialog.close(); } };
}

/** @param {function(number)} turn 1 to the next, -1 to the one before */
function swipes(stage, turn) {
  let from = null;
  stage.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? touches[0].clientX : null;
  }, { passive: true });
  stage.addEventListener("touchend", ({ changedTouches }) => {
    const way = from === null ? 0 : changedTouches[0].clientX - from;
    if (Math.abs(way) > SWIPE) {
      turn(-Math.sign(way));
    }
    from = null;
  });
}
