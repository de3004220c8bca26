// The row below the field: filters of the query, to be taken away, and what its matches have in
// common, to be added. Both only write the query.

import { facets } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { filters, including, join, without } from "./query.js";
import { month, shortCamera } from "../shared/words.js";

const SHOWN = { year: 6, month: 4, camera: 3, folder: 4, label: 5 };
const ASKED = 6;
const LABELS = { month, camera: shortCamera };

/** @param {function(string)} write asks for another text */
export function createFilterBar(write) {
  const bar = byId("filters");
  let asking = new AbortController();
  let counted = null; // the query that the values are of
  let values = [];

  function pill(className, label, name, action) {
    const button = element("button", { type: "button", className, "aria-label": name, title: name }, ...label);
    button.addEventListener("click", action);
    return element("li", {}, button);
  }

  function draw(text) {
    const lifted = filters(text).map((clause) => pill("pill on", [clause, element("span", { "aria-hidden": "true" }, " ✕")],
      `Remove ${clause}`, () => write(without(text, clause))));
    const offered = values.filter(({ clause }) => !filters(text).includes(clause)).map(({ label, count, clause }) =>
      pill("pill", [label, " ", element("small", {}, count.toLocaleString())],
        `${clause}: ${count.toLocaleString()} photos`, () => write(including(text, clause))));
    bar.replaceChildren(...lifted, ...offered);
  }

  /** Follows a question: its filters at once, the rest when it is counted. */
  async function show(question) {
    const { text, picture } = question;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const query = join(question);
    if (picture) {
      values = []; // what looks like a picture that was sent is not counted
      counted = null;
    }
    draw(text);
    if (picture || query === counted) {
      return;
    }
    try {
      const answer = await facets(query, ASKED, signal);
      if (!signal.aborted) {
        counted = query;
        values = chosen(answer);
        draw(text);
      }
    } catch {
      // an error of the query is said by the search
    }
  }

  return { show };
}

/** Of a facet with one value, which all photos have, nothing is learned. */
function chosen({ matches, facets: all }) {
  const several = all.filter(({ values }) => values.some(({ count }) => count < matches));
  const years = several.find(({ name }) => name === "year");
  return several
    .filter(({ name }) => name !== "month" || (years?.values.length ?? 0) < 2) // months within a year
    .flatMap(({ name, values }) => values.filter(({ count }) => count < matches).slice(0, SHOWN[name])
      .map((it) => ({ ...it, label: LABELS[name]?.(it.value) ?? it.value })));
}
