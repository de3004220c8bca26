// The query images as chips in the field; each chip has a button that removes the image.

import { thumbnailOf } from "../shared/api.js";
import { button, byId, element } from "../shared/dom.js";

/**
 * @param {HTMLInputElement} input gets the focus when a chip is removed
 * @param {function(Object)} ask changes the question
 */
export function createChips(input, ask) {
  let preview = null; // address of the file in the question

  function show({ likes, image }) {
    if (preview) {
      URL.revokeObjectURL(preview);
    }
    preview = image ? URL.createObjectURL(image) : null;
    const chips = likes.map((like) => {
      const name = like.minus ? "Without what this photo shows" : "Photo of the library";
      const remove = () => ask({ likes: likes.filter(({ id }) => id !== like.id) });
      return chip(thumbnailOf(like.id), name, like.minus, remove);
    });
    if (image) {
      const remove = () => ask({ image: null });
      chips.push(chip(preview, image.name || "Pasted photo", false, remove));
    }
    byId("chips").replaceChildren(...chips);
    input.placeholder = chips.length > 0 ? "Add words" : "What does the photo show?";
  }

  function chip(address, name, minus, remove) {
    const label = `Remove: ${name}`;
    const removeAndFocus = () => {
      remove();
      input.focus();
    };
    return element(
      "li",
      { className: minus ? "chip minus" : "chip", title: name },
      element("img", { src: address, alt: name }),
      button({ title: label, "aria-label": label }, removeAndFocus, "✕"),
    );
  }

  return { show };
}
