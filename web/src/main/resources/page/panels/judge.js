// Asks "Is this one?" about single photos while a concept is searched for. The server chooses the
// photos whose answer improves the concept most; each answer teaches the concept.

import { concept, teachConcept, thumbnailOf } from "../shared/api.js";
import { byId, element, showText } from "../shared/dom.js";
import { count, titleOf } from "../shared/format.js";
import { notice } from "../shared/notice.js";
import { conceptIn } from "../search/query.js";

/** @param {function()} onTaught the concept has changed, so that its matches may be others */
export function createJudge(onTaught) {
  const box = byId("judge");
  const buttons = [...box.querySelectorAll("button")];
  let request = new AbortController();
  let allowed = false;
  let current = null; // the concept that is asked about
  let photos = []; // photos to ask about

  /** Starts to ask when a question contains a concept, and stops when it does not. */
  async function show({ text }) {
    const name = allowed ? conceptIn(text) : "";
    if (name && name.toLowerCase() === current?.name.toLowerCase()) {
      return;
    }
    request.abort();
    current = null;
    box.hidden = true;
    if (!name) {
      return;
    }
    request = new AbortController();
    const { signal } = request;
    try {
      const found = await concept(name, signal);
      if (!signal.aborted) {
        ask(found);
      }
    } catch {
      // the search says that there is no concept with this name
    }
  }

  function ask(found) {
    current = found;
    photos = found.doubtful;
    draw();
  }

  function draw() {
    const [photo] = photos;
    const thumbnail = photo && element("img", { src: thumbnailOf(photo.id), alt: titleOf(photo) });
    box.hidden = false;
    byId("judge-buttons").hidden = !photo;
    byId("judge-photo").replaceChildren(...(thumbnail ? [thumbnail] : []));
    byId("judge-question").textContent = photo
      ? `Is this “${current.name}”?`
      : "Nothing more to ask.";
    showText(byId("judge-known"), summary(current));
  }

  async function answer(side) {
    const [photo] = photos;
    setDisabled(true);
    try {
      ask(await teachConcept({ name: current.name, [side]: [photo.id] }));
      onTaught();
    } catch (error) {
      notice(error.message);
    } finally {
      setDisabled(false);
      byId(`judge-${side}`).focus({ preventScroll: true });
    }
  }

  function setDisabled(disabled) {
    for (const button of buttons) {
      button.disabled = disabled;
    }
  }

  function skip() {
    photos = photos.slice(1);
    draw();
  }

  byId("judge-yes").addEventListener("click", () => answer("yes"));
  byId("judge-no").addEventListener("click", () => answer("no"));
  byId("judge-skip").addEventListener("click", skip);
  return {
    show,
    ask,
    /** @param {boolean} canTeach whether the user may change concepts */
    allow(canTeach) {
      allowed = canTeach;
    },
  };
}

function summary({ yes, no, images }) {
  const against = no.length > 0 ? ` and ${no.length} against` : "";
  const show = images === 1 ? "shows" : "show";
  const examples = `Learned from ${count(yes.length, "photo")}${against}`;
  return `${examples}; ${count(images, "photo")} of the library ${show} it.`;
}
