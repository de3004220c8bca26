// Concepts: the dialog that makes one from selected photos, and the list in the library panel.

import { concepts, deleteConcept, teachConcept, thumbnailOf } from "../shared/api.js";
import { button, byId, element, showText } from "../shared/dom.js";
import { count, titleOf } from "../shared/format.js";
import { notice } from "../shared/notice.js";
import { conceptIn } from "../search/query.js";

/**
 * @param {Object} on
 * @param {function(): Object[]} on.selected the selected photos
 * @param {function(): string} on.text the text of the question
 * @param {function(Object)} on.taught takes the new concept
 */
export function createConcepts(on) {
  const dialog = byId("concept");
  const name = byId("concept-name");
  let examples = new Map(); // by id of the photo: whether it shows the concept

  function open() {
    const photos = on.selected();
    examples = new Map(photos.map(({ id }) => [id, true]));
    name.value = conceptIn(on.text());
    showText(byId("concept-error"), "");
    byId("concept-photos").replaceChildren(
      ...photos.map((photo) => element("li", {}, exampleSwitch(photo))),
    );
    dialog.showModal();
    name.focus();
  }

  /** A photo that a click changes from a positive to a negative example, and back. */
  function exampleSwitch(photo) {
    const word = element("span", {}, "yes");
    const properties = {
      className: "side",
      role: "switch",
      "aria-checked": "true",
      "aria-label": `${titleOf(photo)} shows it`,
    };
    const toggle = () => {
      const shows = !examples.get(photo.id);
      examples.set(photo.id, shows);
      created.setAttribute("aria-checked", String(shows));
      word.textContent = shows ? "yes" : "no";
    };
    const thumbnail = element("img", { src: thumbnailOf(photo.id), alt: "" });
    const created = button(properties, toggle, thumbnail, word);
    return created;
  }

  function idsWhere(wanted) {
    return [...examples].filter(([, shows]) => shows === wanted).map(([id]) => id);
  }

  async function save(event) {
    event.preventDefault();
    byId("concept-save").disabled = true;
    try {
      const request = { name: name.value.trim(), yes: idsWhere(true), no: idsWhere(false) };
      const concept = await teachConcept(request);
      dialog.close();
      on.taught(concept);
    } catch (error) {
      showText(byId("concept-error"), error.message);
    } finally {
      byId("concept-save").disabled = false;
    }
  }

  byId("make-concept").addEventListener("click", open);
  byId("concept-form").addEventListener("submit", save);
}

/** Lists the concepts in the library panel. */
export async function listConcepts(canDelete) {
  const { concepts: all } = await concepts();
  byId("taught-title").hidden = all.length === 0;
  byId("taught").replaceChildren(...all.map((concept) => conceptItem(concept, canDelete)));
}

function conceptItem(concept, canDelete) {
  const { name, clause, yes, no } = concept;
  const link = element("a", { href: `/?${new URLSearchParams({ q: clause })}` }, name);
  const examples = `${count(yes, "example")}${no > 0 ? `, ${no} against` : ""}`;
  const item = element("li", {}, link, " ", element("small", {}, examples));
  if (canDelete) {
    const properties = { className: "pill", "aria-label": `Forget ${name}` };
    item.append(button(properties, () => forget(name), "Forget"));
  }
  return item;
}

async function forget(name) {
  try {
    await deleteConcept(name);
    notice(`Forgot ${name}`);
  } catch (error) {
    showText(byId("library-error"), error.message);
  }
  await listConcepts(true);
}
