// Example queries above the whole library, made by the server from what the library holds.

import { examples } from "../shared/api.js";
import { button, byId, element } from "../shared/dom.js";
import { join } from "./query.js";

/** @param {Object} search */
export function createExamples(search) {
  const list = byId("examples");
  let requested = false;

  /** Shows the examples above an answer, if it is the whole library. */
  function show(question, answer) {
    list.hidden = !isWholeLibrary(question) || list.childElementCount === 0;
    if (isWholeLibrary(question) && answer.matches > 0 && !requested) {
      request();
    }
  }

  async function request() {
    requested = true;
    const queries = await examples().then(
      (answer) => answer.examples,
      () => [], // the page works without examples
    );
    const pills = queries.map((text) =>
      button({ className: "pill" }, () => search.ask({ text }), text),
    );
    list.replaceChildren(...pills.map((pill) => element("li", {}, pill)));
    list.hidden = queries.length === 0 || !isWholeLibrary(search.question());
  }

  /** Requests other examples with the next answer, because the library has changed. */
  function refresh() {
    requested = false;
  }

  return { show, refresh };
}

function isWholeLibrary(question) {
  return join(question) === "" && !question.image;
}
