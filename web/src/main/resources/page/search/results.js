// Shows an answer: the photos that match, the line where the confident matches end, and what to do
// when nothing matches.

import { countMatches, facts } from "../shared/api.js";
import { byId, button, element } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { filters, hasThreshold, isListing, join, sortOrder, withoutThreshold } from "./query.js";
import { listRemovableFilters } from "./removable-filters.js";
import { earlierPart, endPart, link, messagePart } from "./result-parts.js";

const DEFAULT_THRESHOLD = 0.5;
const PAGE = 100; // photos before those after a jump that are shown at once

/**
 * @param {Object} grid
 * @param {Object} search
 */
export function createResults(grid, search) {
  let hits = [];
  let start = 0; // how many hits come before these, after a jump
  let answer = null;
  let question = null;
  let threshold = DEFAULT_THRESHOLD;
  let continueAt = -1; // the hit to focus when less certain ones were asked for
  let counting = new AbortController();

  function show(newAnswer, newQuestion) {
    counting.abort();
    counting = new AbortController();
    answer = newAnswer;
    question = newQuestion;
    hits = [...answer.hits];
    start = 0;
    if (!hasThreshold(question.text)) {
      threshold = answer.cut;
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

  /** Shows a page that does not follow the photos on the screen. */
  function jumped(page, from) {
    hits = [...page.hits];
    start = page.hits.length > 0 ? from : 0;
    draw(false);
    grid.reveal(0);
  }

  /** Shows the page before the first one. The photos in the window stay where they are. */
  function preceded(page) {
    hits.unshift(...page.hits);
    start = page.hits.length > 0 ? start - page.hits.length : 0;
    draw(false);
    grid.focus(page.hits.length);
  }

  /** @param {boolean} keep whether the photos on the screen are among the hits */
  function draw(keep) {
    const how = { open: search.hasMore(), keep, start };
    if (hits.length > 0) {
      (isListing(question) ? drawListing : drawMatches)(how);
    } else if (!isListing(question)) {
      drawNoMatch(how);
    } else if (question.text) {
      drawNothing("No photo passes these filters.", [], how);
    } else {
      drawEmptyLibrary(how);
    }
  }

  /** The line that leads to the photos before these, if there are any. */
  function earlier() {
    return start > 0 ? [earlierPart(start, PAGE, () => search.before(start))] : [];
  }

  function drawListing(how) {
    const order = filters(question.text).length > 0 ? "" : ", newest first";
    byId("status").textContent = count(answer.matches, "photo") + order;
    grid.show(hits, [...earlier(), { count: hits.length }], how);
  }

  function drawEmptyLibrary(how) {
    byId("status").textContent = "";
    const command = element("code", {}, "./sightline index FOLDER");
    const hint = element("p", {}, "Add a folder of photos here, or with ", command, ".");
    const add = button({ className: "main" }, () => byId("library-button").click(), "Add photos");
    grid.show([], [messagePart("This library is empty.", hint, add)], how);
  }

  function drawNoMatch(how) {
    const sentence =
      "No photo reaches the confidence of a match. You can still see the nearest ones.";
    const content = [element("p", {}, sentence)];
    const nearest = /(^|\s)min:0(\s|$)/.test(question.text)
      ? []
      : [button({ className: "main" }, showAll, "Show the nearest")];
    drawNothing("Nothing here matches well enough.", content, how, nearest);
  }

  function drawNothing(title, content, how, actions = []) {
    byId("status").textContent = "Nothing matches";
    const list = element("ul", { className: "lifts" });
    grid.show([], [messagePart(title, ...content, list, ...actions)], how);
    listRemovableFilters(list, question, counting.signal, (text) => search.ask({ text }));
  }

  function drawMatches(how) {
    const confident = countConfident();
    hits.forEach((hit, i) => {
      hit.certain = i < confident;
    });
    const words = matchesText(confident);
    const notes = (answer.notes ?? []).map((note) => ` ${note}`).join("");
    byId("status").textContent = (confident === 0 ? `${words}; the nearest are:` : words) + notes;
    const parts = earlier();
    if (confident > 0) {
      parts.push({ count: confident });
    }
    if (confident < hits.length) {
      parts.push(...(confident > 0 ? [endPart(words)] : []));
      parts.push({ count: hits.length - confident, dim: confident > 0 });
    } else if (!how.open && !hasThreshold(question.text)) {
      parts.push(endPart(words, lessCertain()));
    }
    grid.show(hits, parts, how);
  }

  /** How many of the first hits reach the threshold; all of them, unless sorted by relevance. */
  function countConfident() {
    const byRelevance = ["", "relevance"].includes(sortOrder(question.text));
    const unsure = byRelevance ? hits.findIndex((hit) => hit.confidence < threshold) : -1;
    return unsure < 0 ? hits.length : unsure;
  }

  /** "45 confident matches" */
  function matchesText(confident) {
    const partial = answer.partial ? " (a part of the library did not answer)" : "";
    if (confident === 0) {
      return `No confident match${partial}`;
    }
    const all = confident === hits.length;
    const number = all ? answer.matches : countWithFolded(hits.slice(0, confident));
    const atLeast = all && answer.matchesRelation === "gte" ? "at least " : "";
    return atLeast + count(number, "confident match", "confident matches") + partial;
  }

  /** The link to photos below the threshold. Their number is added when it is known. */
  function lessCertain() {
    const more = link("show less certain ones", showAll);
    if (!question.image) {
      labelWithCount(more, counting.signal);
    }
    return more;
  }

  async function labelWithCount(more, signal) {
    const query = join({ ...question, text: withoutThreshold(question.text) });
    const all = await countMatches(query, signal).catch(() => 0); // the number is left out then
    const others = all - answer.matches;
    if (!signal.aborted && others > 0) {
      more.textContent = `show ${others.toLocaleString()} less certain`;
    }
  }

  function showAll() {
    continueAt = hits.length;
    search.ask({ text: withoutThreshold(question.text) });
  }

  /** Shows the hits that are folded into another one behind it. */
  async function expand(index) {
    const hit = hits[index];
    const folded = await Promise.all(hit.collapsed.map(({ id }) => facts(id).catch(() => null)));
    const { confidence } = hit;
    const others = folded
      .filter(Boolean)
      .map((it) => ({ ...it, similar: 0, confidence, score: null, why: {} }));
    hits.splice(index, 1, { ...hit, similar: 0, collapsed: [] }, ...others);
    draw(true);
    grid.focus(index);
  }

  return { show, extend, jumped, preceded, expand, hits: () => hits, start: () => start };
}

/** The number of hits with those that are folded into them. */
function countWithFolded(hits) {
  return hits.reduce((sum, hit) => sum + 1 + (hit.similar ?? 0), 0);
}
