// An answer as a person reads it: what matches, where the confident matches end, what to do when
// nothing does. Draws into the grid and the line above it.

import { ApiError, facts, matches } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { filters, hasCut, isListing, join, order, tokens, without, withoutCut } from "./query.js";
import { count } from "../shared/words.js";

const USUAL_CUT = 0.5;
const PAGE = 100; // photos that are shown at once before those after a jump

/**
 * @param {Object} grid
 * @param {Object} search
 */
export function createResults(grid, search) {
  let hits = [];
  let start = 0; // how many photos come before them, after a jump
  let answer = null;
  let question = null;
  let cut = USUAL_CUT;
  let continueAt = -1; // the photo to go on from, when less certain ones were asked for
  let checking = new AbortController();

  function show(newAnswer, newQuestion) {
    checking.abort();
    checking = new AbortController();
    answer = newAnswer;
    question = newQuestion;
    hits = [...answer.hits];
    start = 0;
    if (!hasCut(question.text)) {
      cut = answer.cut;
    }
    const next = continueAt;
    continueAt = -1;
    draw(false);
    grid.focus(next);
  }

  function extend(page) {
    hits.push(...page.hits);
    draw(true);
  }

  /** Shows a page from far on. */
  function jumped(page, from) {
    hits = [...page.hits];
    start = page.hits.length > 0 ? from : 0;
    draw(false);
    grid.reveal(0);
  }

  /** Shows the page before the first one; the photos that are in sight stay where they are. */
  function preceded(page) {
    hits.unshift(...page.hits);
    start = page.hits.length > 0 ? start - page.hits.length : 0;
    draw(false);
    grid.focus(page.hits.length);
  }

  /** What leads back, above the photos after a jump. */
  function earlier() {
    const more = button("link", start > PAGE ? `show ${PAGE} of them` : "show them", () => search.before(start));
    const line = element("p", { className: "end" }, element("span", {}, `${count(start, "photo")} before these`));
    line.firstChild.append(element("span", { className: "dot" }, " · "), more);
    return { element: line };
  }

  function draw(keep) {
    const how = { open: search.hasMore(), keep, start };
    if (isListing(question)) {
      drawListing(how);
    } else if (hits.length === 0) {
      drawNothing("Nothing here matches well enough.",
        "No photo reaches the confidence of a match. The nearest can be shown all the same.", how);
    } else {
      drawMatches(how);
    }
  }

  function drawListing(how) {
    if (hits.length > 0) {
      const words = filters(question.text).length > 0 ? "" : ", newest first";
      byId("status").textContent = count(answer.matches, "photo") + words;
      grid.show(hits, [...(start > 0 ? [earlier()] : []), { count: hits.length }], how);
    } else if (question.text) {
      drawNothing("No photo passes these filters.", "", how);
    } else {
      byId("status").textContent = "";
      const library = element("button", { type: "button", className: "main" }, "Add photos");
      library.addEventListener("click", () => byId("library-button").click());
      grid.show([], [message("This library is empty.",
        element("p", {}, "Add a folder of photos here, or with ", element("code", {}, "./sightline index FOLDER"), "."), library)], how);
    }
  }

  function drawNothing(title, sentence, how) {
    byId("status").textContent = "Nothing matches";
    const lifts = element("ul", { className: "lifts" });
    const parts = [lifts];
    if (sentence && !/(^|\s)min:0(\s|$)/.test(question.text)) {
      parts.push(button("main", "Show the nearest", showUncut));
    }
    const sentences = sentence ? [element("p", {}, sentence)] : [];
    const shown = message(title, ...sentences, ...parts);
    grid.show([], [shown], how);
    offerLifts(lifts);
  }

  /** Which filter to lift: tries the query without each. */
  async function offerLifts(list) {
    const { signal } = checking;
    for (const clause of filters(question.text).filter((it) => !it.startsWith("sort:")).slice(0, 6)) {
      const text = without(question.text, clause);
      const found = await matches(join({ ...question, text }), signal).catch(() => 0);
      if (signal.aborted) {
        return;
      }
      if (found > 0) {
        const lift = button("link", "", () => search.ask({ text }));
        lift.append("without ", element("code", {}, clause), ` there ${found === 1 ? "is" : "are"} ${found.toLocaleString()}`);
        list.append(element("li", {}, lift));
      }
    }
  }

  function drawMatches(how) {
    const ranked = ["", "relevance"].includes(order(question.text));
    const unsure = ranked ? hits.findIndex((hit) => hit.confidence < cut) : -1;
    const sure = unsure < 0 ? hits.length : unsure;
    hits.forEach((hit, i) => { hit.certain = i < sure; });
    const all = unsure < 0 ? answer.matches : shown(hits.slice(0, sure));
    const atLeast = answer.matchesRelation === "gte" && unsure < 0 ? "at least " : "";
    const missing = answer.partial ? " (a part of the library did not answer)" : "";
    const words = (sure === 0 ? "No confident match" : atLeast + count(all, "confident match", "confident matches")) + missing;
    const notes = (answer.notes ?? []).map((note) => ` ${note}`).join("");
    byId("status").textContent = (sure === 0 ? `${words}; the nearest are:` : words) + notes;
    const parts = [...(start > 0 ? [earlier()] : []), ...(sure > 0 ? [{ count: sure }] : [])];
    if (unsure >= 0) {
      parts.push(...(sure > 0 ? [end(words)] : []), { count: hits.length - sure, dim: sure > 0 });
    } else if (!how.open && !hasCut(question.text)) {
      parts.push(end(words, less()));
    }
    grid.show(hits, parts, how);
  }

  /** Photos, those that are folded into others counted too. */
  function shown(some) {
    return some.reduce((sum, hit) => sum + 1 + (hit.similar ?? 0), 0);
  }

  /** How many there are below the line is said as soon as it is known. */
  function less() {
    const more = button("link", "show less certain ones", showUncut);
    if (!question.picture) {
      const { signal } = checking;
      matches(join({ ...question, text: withoutCut(question.text) }), signal)
        .then((all) => {
          const others = all - answer.matches;
          if (!signal.aborted && others > 0) {
            more.textContent = `show ${others.toLocaleString()} less certain`;
          }
        })
        .catch(() => {}); // then it is not said
    }
    return more;
  }

  function showUncut() {
    continueAt = hits.length;
    search.ask({ text: withoutCut(question.text) });
  }

  function end(words, more) {
    const line = element("p", { className: "end" }, element("span", {}, `${words} ${/^1 /.test(words) ? "ends" : "end"} here`));
    if (more) {
      line.firstChild.append(element("span", { className: "dot" }, " · "), more);
    }
    return { element: line };
  }

  /** Shows what is folded into a photo, behind it. */
  async function expand(index) {
    const hit = hits[index];
    const described = await Promise.all(hit.collapsed.map(({ id }) => facts(id).catch(() => null)));
    const others = described.filter(Boolean).map((it) => ({ ...it, similar: 0, confidence: hit.confidence, score: null, why: {} }));
    hits.splice(index, 1, { ...hit, similar: 0, collapsed: [] }, ...others);
    draw(true);
    grid.focus(index);
  }

  return { show, extend, jumped, preceded, expand, hits: () => hits, start: () => start };
}

function button(className, text, action) {
  const made = element("button", { type: "button", className }, text);
  made.addEventListener("click", action);
  return made;
}

function message(title, ...rest) {
  return { element: element("div", { className: "message" }, element("h2", {}, title), ...rest) };
}

/** What is wrong with a query, with the place marked. The text and the photos stay as they are. */
export function explain(error, query) {
  const target = byId("error");
  target.replaceChildren(error.message);
  const at = error instanceof ApiError ? error.position : undefined;
  const word = at === undefined ? undefined
    : tokens(query).find(({ start, text }) => at >= start && at < start + text.length);
  if (word) {
    const [before, after] = [query.slice(0, at), query.slice(word.start + word.text.length)];
    target.prepend(element("code", {}, before, element("mark", {}, query.slice(at, word.start + word.text.length)), after), " ");
  }
  target.hidden = false;
}
