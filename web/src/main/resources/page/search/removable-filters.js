// When nothing matches: lists the filters without which there would be matches.

import { countMatches } from "../shared/api.js";
import { element } from "../shared/dom.js";
import { link } from "./result-parts.js";
import { filters, join, without } from "./query.js";

const MOST = 6; // filters that are tried

/**
 * Tries the query without each of its filters.
 *
 * @param {HTMLElement} list gets an item for each filter
 * @param {Object} question
 * @param {AbortSignal} signal
 * @param {function(string)} ask asks for another text
 */
export async function listRemovableFilters(list, question, signal, ask) {
  const clauses = filters(question.text).filter((clause) => !clause.startsWith("sort:"));
  for (const clause of clauses.slice(0, MOST)) {
    const text = without(question.text, clause);
    const matches = await countMatches(join({ ...question, text }), signal).catch(() => 0);
    if (signal.aborted) {
      return;
    }
    if (matches > 0) {
      const remove = link("", () => ask(text));
      const found = `${matches === 1 ? "is" : "are"} ${matches.toLocaleString()}`;
      remove.append("without ", element("code", {}, clause), ` there ${found}`);
      list.append(element("li", {}, remove));
    }
  }
}
