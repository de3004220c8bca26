// The row below the field: filters of the query, which a click removes, and frequent values of the
// matching photos, which a click adds. Both only change the query.

import { facets } from "../shared/api.js";
import { button, byId, element } from "../shared/dom.js";
import { month, shortCamera } from "../shared/format.js";
import { filters, including, join, without } from "./query.js";

const MOST_SHOWN = { year: 6, month: 4, camera: 3, folder: 4, label: 5 };
const MOST_REQUESTED = 6;
const LABELS = { month, camera: shortCamera };

/** @param {function(string)} ask asks for another text */
export function createFilterBar(ask) {
  const bar = byId("filters");
  let request = new AbortController();
  let countedQuery = null; // the query that the values belong to
  let values = [];

  function pill(className, name, onClick, ...label) {
    const properties = { className, "aria-label": name, title: name };
    return element("li", {}, button(properties, onClick, ...label));
  }

  function appliedFilter(text, clause) {
    const cross = element("span", { "aria-hidden": "true" }, " ✕");
    const remove = () => ask(without(text, clause));
    return pill("pill on", `Remove ${clause}`, remove, clause, cross);
  }

  function offeredFilter(text, { label, count, clause }) {
    const number = count.toLocaleString();
    const add = () => ask(including(text, clause));
    const name = `${clause}: ${number} photos`;
    return pill("pill", name, add, label, " ", element("small", {}, number));
  }

  function draw(text) {
    const applied = filters(text);
    const offered = values.filter(({ clause }) => !applied.includes(clause));
    bar.replaceChildren(
      ...applied.map((clause) => appliedFilter(text, clause)),
      ...offered.map((value) => offeredFilter(text, value)),
    );
  }

  /** Shows the filters of a question at once, and the values when the server has counted them. */
  async function show(question) {
    const { text, image } = question;
    request.abort();
    request = new AbortController();
    const { signal } = request;
    const query = join(question);
    if (image) {
      values = []; // the server does not count what matches a query image
      countedQuery = null;
    }
    draw(text);
    if (image || query === countedQuery) {
      return;
    }
    try {
      const answer = await facets(query, MOST_REQUESTED, signal);
      if (!signal.aborted) {
        countedQuery = query;
        values = offeredValues(answer);
        draw(text);
      }
    } catch {
      // the search shows what is wrong with the query
    }
  }

  return { show };
}

/** Values that narrow the matches down; a value that all matches have does not. */
function offeredValues({ matches, facets: all }) {
  const narrows = ({ count }) => count < matches;
  const several = all.filter(({ values }) => values.some(narrows));
  const years = several.find(({ name }) => name === "year");
  const hasManyYears = (years?.values.length ?? 0) >= 2;
  return several
    .filter(({ name }) => name !== "month" || !hasManyYears)
    .flatMap(({ name, values }) =>
      values
        .filter(narrows)
        .slice(0, MOST_SHOWN[name])
        .map((it) => ({ ...it, label: LABELS[name]?.(it.value) ?? it.value })),
    );
}
