// The search field: asks while the user types and when the form is submitted, and shows the text of
// the question.

import { byId } from "../shared/dom.js";
import { createChips } from "./chips.js";
import { createCompletion } from "./completion.js";

/** @param {Object} search */
export function createField(search) {
  const input = byId("query");
  const chips = createChips(input, search.ask);
  const completion = createCompletion(input, (text, isWhole) =>
    isWhole ? search.submit(text) : search.type(text),
  );

  function show(question) {
    if (input.value.trim() !== question.text) {
      input.value = question.text;
    }
    chips.show(question);
  }

  /** @param {boolean} valid whether the server accepts the query */
  function setValid(valid) {
    if (valid) {
      input.removeAttribute("aria-invalid");
    } else {
      input.setAttribute("aria-invalid", "true");
    }
  }

  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    completion.close();
    search.submit(input.value);
  });
  input.addEventListener("input", (event) => {
    if (!event.isComposing) {
      search.type(input.value);
    }
  });
  return { input, completion, show, setValid };
}
