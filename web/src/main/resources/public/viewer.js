// One photo on black.

import { facts as factsOf, originalOf, thumbnailOf } from "./api.js";
import { byId, element } from "./dom.js";
import { bytes, camera, date, likelihood, nameOf, place } from "./words.js";

const SWIPE = 60; // pixels
const ENLARGED = 1.5; // a small photo is shown larger than it is, but not by so much that it blurs

/** @param {{closed: function(number), similar: function(Object)}} on what happens then */
export function createViewer(on) {
  const dialog = byId("viewer");
  const photo = byId("viewer-photo");
  const panel = byId("facts");
  let hits = [];
  let index = 0;
  let asking = new AbortController();

  function open(list, at) {
    hits = list;
    dialog.showModal();
    show(at);
    byId("viewer-close").focus();
  }

  function show(at) {
    if (at < 0 || at >= hits.length) {
      return;
    }
    index = at;
    const hit = hits[index];
    const name = nameOf(hit.path);
    byId("viewer-name").textContent = name;
    byId("viewer-match").textContent = likelihood(hit.confidence);
    byId("viewer-previous").disabled = index === 0;
    byId("viewer-next").disabled = index === hits.length - 1;
    photo.alt = name;
    photo.style.setProperty("--ratio", hit.width / hit.height);
    photo.style.setProperty("--most", `${hit.width * ENLARGED}px`);
    photo.src = thumbnailOf(hit.id);
    const whole = new Image();
    whole.addEventListener("load", () => {
      if (hits[index] === hit) {
        photo.src = whole.src;
      }
    }); // a format that the browser cannot show stays a thumbnail
    whole.src = originalOf(hit.id);
    tell();
  }

  async function tell() {
    asking.abort();
    panel.replaceChildren();
    if (panel.hidden) {
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    const hit = hits[index];
    try {
      const facts = await factsOf(hit.id, signal);
      panel.replaceChildren(list(facts, hit));
    } catch (error) {
      if (!signal.aborted) {
        panel.replaceChildren(element("p", {}, error.message));
      }
    }
  }

  function list(facts, hit) {
    const exposure = [
      facts.focalLength && `${facts.focalLength} mm`,
      facts.aperture && `f/${facts.aperture}`,
      facts.iso && `ISO ${facts.iso}`,
    ].filter(Boolean).join(" · ");
    const match = hit.confidence === null ? "" :
      `${likelihood(hit.confidence)} (${Math.round(hit.confidence * 100)} %, cosine ${hit.score.toFixed(3)})`;
    const rows = [
      ["Taken", facts.taken && date(facts.taken)],
      ["Camera", camera(facts)],
      ["Lens", facts.lens],
      ["Exposure", exposure],
      ["Place", facts.place && place(facts.place)],
      ["Picture", `${facts.width} × ${facts.height}, ${facts.format.toUpperCase()}, ${bytes(facts.bytes)}`],
      ["Match", match],
      [facts.paths.length > 1 ? "Files" : "File", element("span", {}, ...facts.paths.flatMap(breakable))],
    ];
    return element("dl", {}, ...rows.filter(([, value]) => value).map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value))));
  }

  /** A path that may be broken after its slashes. */
  function breakable(path) {
    const parts = path.split(/(?<=[/\\])/);
    return [...parts.flatMap((part) => [part, element("wbr")]), element("br")];
  }

  function toggleFacts() {
    panel.hidden = !panel.hidden;
    byId("viewer-info").setAttribute("aria-pressed", String(!panel.hidden));
    tell();
  }

  function similar() {
    const hit = hits[index];
    dialog.close();
    on.similar(hit);
  }

  function keydown(event) {
    const action = {
      ArrowLeft: () => show(index - 1),
      ArrowRight: () => show(index + 1),
      i: toggleFacts,
      s: similar,
    }[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
    event.stopPropagation(); // the page behind has keys of its own
  }

  function swipes() {
    let from = null;
    const stage = byId("stage");
    stage.addEventListener("touchstart", ({ touches }) => {
      from = touches.length === 1 ? touches[0].clientX : null;
    }, { passive: true });
    stage.addEventListener("touchend", ({ changedTouches }) => {
      const way = from === null ? 0 : changedTouches[0].clientX - from;
      if (Math.abs(way) > SWIPE) {
        show(index - Math.sign(way));
      }
      from = null;
    });
  }

  dialog.addEventListener("keydown", keydown);
  dialog.addEventListener("close", () => {
    asking.abort();
    photo.removeAttribute("src");
    on.closed(index);
  });
  byId("viewer-close").addEventListener("click", () => dialog.close());
  byId("viewer-previous").addEventListener("click", () => show(index - 1));
  byId("viewer-next").addEventListener("click", () => show(index + 1));
  byId("viewer-info").addEventListener("click", toggleFacts);
  byId("viewer-similar").addEventListener("click", similar);
  swipes();
  return { open, close: () => dialog.close(), isOpen: () => dialog.open };
}
