// "Is this one?": while a concept is asked for, the photos that it would help most to know of. Each
// answer teaches it, and what was found is looked for anew.

import { concept, teach, thumbnailOf } from "../shared/api.js";
import { byId, element, say } from "../shared/dom.js";
import { conceptIn } from "../search/query.js";
import { count, titleOf } from "../shared/words.js";

/** @param {{changed: function(), failed: function(string)}} on the concept has learned something */
export function createJudge(on) {
  const box = byId("judge");
  const buttons = [...box.querySelectorAll("button")];
  let asking = new AbortController();
  let allowed = false;
  let known = null; // the concept that is asked about
  let left = []; // photos to ask about

  /** Follows a question: is there a concept in it? */
  async function show({ text }) {
    const name = allowed ? conceptIn(text) : "";
    if (name && known && name.toLowerCase() === known.name.toLowerCase()) {
      return;
    }
    asking.abort();
    known = null;
    box.hidden = true;
    if (!name) {
      return;
    }
    asking = new AbortController();
    const { signal } = asking;
    try {
      const found = await concept(name, signal);
      if (!signal.aborted) {
        ask(found);
      }
    } catch {
      // that there is none of this name is said by the search
    }
  }

  function ask(found) {
    known = found;
    left = found.doubtful;
    draw();
  }

  function draw() {
    const [photo] = left;
    box.hidden = false;
    byId("judge-buttons").hidden = !photo;
    byId("judge-photo").replaceChildren(...(photo ? [element("img", { src: thumbnailOf(photo.id), alt: titleOf(photo) })] : []));
    byId("judge-question").textContent = photo ? `Is this “${known.name}”?` : "Nothing more to ask.";
    say(byId("judge-known"), `Learned from ${count(known.yes.length, "photo")}${known.no.length > 0 ? ` and ${known.no.length} against` : ""}; ${
      count(known.images, "photo")} of the library ${known.images === 1 ? "has" : "have"} it.`);
  }

  async function answer(side) {
    const [photo] = left;
    buttons.forEach((it) => { it.disabled = true; });
    try {
      ask(await teach({ name: known.name, [side]: [photo.id] }));
      on.changed();
    } catch (error) {
      on.failed(error.message);
    } finally {
      buttons.forEach((it) => { it.disabled = false; });
      byId(`judge-${side}`).focus({ preventScroll: true });
    }
  }

  byId("judge-yes").addEventListener("click", () => answer("yes"));
  byId("judge-no").addEventListener("click", () => answer("no"));
  byId("judge-skip").addEventListener("click", () => {
    left = left.slice(1);
    draw();
  });
  return {
    show, ask,
    allow(yes) { allowed = yes; },
  };
}
