// Concepts: made from selected photos, each of which shows it or does not; and the list of them in the
// library panel, where one can be forgotten.

import { concepts, forget, teach, thumbnailOf } from "../shared/api.js";
import { byId, element, say } from "../shared/dom.js";
import { conceptIn } from "../search/query.js";
import { count, titleOf } from "../shared/words.js";

/**
 * @param {{taught: function(Object), forgotten: function(Object), selected: function(): Object[],
 *   text: function(): string}} on
 */
export function createConcepts(on) {
  const dialog = byId("concept");
  const name = byId("concept-name");
  let sides = new Map(); // "yes" or "no" by id

  function open() {
    const photos = on.selected();
    sides = new Map(photos.map(({ id }) => [id, "yes"]));
    name.value = conceptIn(on.text());
    say(byId("concept-error"), "");
    byId("concept-photos").replaceChildren(...photos.map((photo) => element("li", {}, side(photo))));
    dialog.showModal();
    name.focus();
  }

  /** A photo whose side a click changes. */
  function side(photo) {
    const word = element("span", {}, "yes");
    const button = element("button", { type: "button", className: "side", role: "switch", "aria-checked": "true",
      "aria-label": `${titleOf(photo)} shows it` }, element("img", { src: thumbnailOf(photo.id), alt: "" }), word);
    button.addEventListener("click", () => {
      const now = sides.get(photo.id) === "yes" ? "no" : "yes";
      sides.set(photo.id, now);
      button.setAttribute("aria-checked", String(now === "yes"));
      word.textContent = now;
    });
    return button;
  }

  async function save(event) {
    event.preventDefault();
    const of = (wanted) => [...sides].filter(([, it]) => it === wanted).map(([id]) => id);
    byId("concept-save").disabled = true;
    try {
      const made = await teach({ name: name.value.trim(), yes: of("yes"), no: of("no") });
      dialog.close();
      on.taught(made);
    } catch (error) {
      say(byId("concept-error"), error.message);
    } finally {
      byId("concept-save").disabled = false;
    }
  }

  /** Fills the list of the library panel. */
  async function list(mayForget) {
    const { concepts: all } = await concepts();
    byId("taught-title").hidden = all.length === 0;
    byId("taught").replaceChildren(...all.map((it) => {
      const link = element("a", { href: `/?${new URLSearchParams({ q: it.clause })}` }, it.name);
      const parts = [link, " ", element("small", {}, `${count(it.yes, "example")}${it.no > 0 ? `, ${it.no} against` : ""}`)];
      if (mayForget) {
        const remove = element("button", { type: "button", className: "pill", "aria-label": `Forget ${it.name}` }, "Forget");
        remove.addEventListener("click", async () => {
          await forget(it.name).then(() => on.forgotten(it), (error) => say(byId("library-error"), error.message));
          await list(mayForget);
        });
        parts.push(remove);
      }
      return element("li", {}, ...parts);
    }));
  }

  byId("make-concept").addEventListener("click", open);
  byId("concept-form").addEventListener("submit", save);
  return { list };
}
