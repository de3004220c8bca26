// The page: wires the field, the grid and the viewer to the search.

import { library as describeLibrary, thumbnailOf } from "./api.js";
import { byId, element, say } from "./dom.js";
import { findExamples } from "./examples.js";
import { createGrid } from "./grid.js";
import { acceptPictures } from "./pictures.js";
import { hasCut, withoutCut } from "./query.js";
import { createSearch } from "./search.js";
import { createViewer } from "./viewer.js";
import { count } from "./words.js";

const DEFAULT_CUT = 0.5;

const input = byId("query");
let hits = [];
let cut = DEFAULT_CUT;
let previews = [];
let continueAt = -1; // the photo to go on from, when more of them were asked for
let examplesSought = false;
const about = describeLibrary();

const search = createSearch({ asked: showQuestion, answered: showAnswer, failed: showError, busy: showBusy });
const grid = createGrid(byId("results"), { open: (index) => viewer.open(hits, index), similar });
const viewer = createViewer({ closed: (index) => grid.focus(index), similar });

function similar(hit) {
  search.ask({ likes: [hit.id], text: "", picture: null });
  window.scrollTo({ top: 0 });
  input.focus({ preventScroll: true });
}

function showQuestion({ likes, text, picture }) {
  if (input.value.trim() !== text) {
    input.value = text;
  }
  previews.forEach((address) => URL.revokeObjectURL(address));
  previews = picture ? [URL.createObjectURL(picture)] : [];
  const chips = likes.map((id) => chip(thumbnailOf(id), "Photo of the library", () =>
    search.ask({ likes: likes.filter((it) => it !== id) })));
  if (picture) {
    chips.push(chip(previews[0], picture.name || "Pasted picture", () => search.ask({ picture: null })));
  }
  byId("chips").replaceChildren(...chips);
  input.placeholder = chips.length > 0 ? "Add words" : "What does the photo show?";
}

function chip(address, name, remove) {
  const button = element("button", { type: "button", title: `Remove ${name}`, "aria-label": `Remove ${name}` }, "✕");
  button.addEventListener("click", () => {
    remove();
    input.focus();
  });
  return element("li", { className: "chip", title: name }, element("img", { src: address, alt: name }), button);
}

function showAnswer(answer, question) {
  say(byId("error"), "");
  input.removeAttribute("aria-invalid");
  hits = answer.hits;
  const isListing = answer.strategy === "filter";
  byId("examples").hidden = !isListing || byId("examples").childElementCount === 0;
  if (!hasCut(question.text)) {
    cut = answer.cut;
  }
  const next = continueAt;
  continueAt = -1;
  if (isListing) {
    showListing(answer);
  } else if (hits.length === 0) {
    showNothing(question);
  } else {
    showMatches(answer, question);
  }
  grid.focus(next);
}

function showListing(answer) {
  if (answer.matches === 0) {
    byId("status").textContent = "";
    grid.show([message("This library is empty.", element("p", {}, "Put photos in with ", element("code", {}, "./sightline index FOLDER"), "."))]);
    return;
  }
  byId("status").textContent = `${count(answer.matches, "photo")}, newest first`;
  grid.show([{ hits }, ...moreOf(answer)]);
  seekExamples();
}

function showNothing({ text }) {
  byId("status").textContent = "Nothing matches";
  const nearest = element("button", { type: "button", className: "main" }, "Show the nearest");
  nearest.addEventListener("click", () => showUncut(text));
  grid.show([message("Nothing here matches well enough.",
    element("p", {}, "No photo reaches the confidence of a match. The nearest can be shown all the same."),
    nearest)]);
}

function showMatches(answer, question) {
  const sure = hits.filter((hit) => hit.confidence >= cut);
  const unsure = hits.slice(sure.length);
  const all = sure.length < hits.length ? sure.length : answer.matches;
  const atLeast = answer.matchesRelation === "gte" && sure.length === hits.length ? "at least " : "";
  const matches = sure.length === 0 ? "No confident match" : atLeast + count(all, "confident match", "confident matches");
  byId("status").textContent = sure.length === 0 ? `${matches}; the nearest are:` : matches;
  const parts = [];
  if (sure.length > 0) {
    parts.push({ hits: sure });
  }
  if (unsure.length > 0) {
    if (sure.length > 0) {
      parts.push(endOfMatches(matches));
    }
    parts.push({ hits: unsure, dim: sure.length > 0 });
  }
  const more = moreOf(answer);
  if (unsure.length === 0 && more.length === 0) {
    const less = element("button", { type: "button", className: "link" }, "show less certain ones");
    less.addEventListener("click", () => showUncut(question.text));
    parts.push(endOfMatches(matches, hasCut(question.text) ? undefined : less));
  }
  grid.show([...parts, ...more]);
}

function showUncut(text) {
  continueAt = hits.length;
  search.ask({ text: withoutCut(text) });
}

function endOfMatches(matches, button) {
  const line = element("p", { className: "end" }, element("span", {}, `${matches} ${/^1 /.test(matches) ? "ends" : "end"} here`));
  if (button) {
    line.firstChild.append(element("span", { className: "dot" }, " · "), button);
  }
  return line;
}

function moreOf(answer) {
  if (hits.length >= answer.matches || !search.canShowMore()) {
    return [];
  }
  const button = element("button", { type: "button", className: "main" }, "Show more");
  button.addEventListener("click", () => {
    continueAt = hits.length;
    search.more();
  });
  return [element("p", { className: "more" }, button)];
}

function message(title, ...rest) {
  return element("div", { className: "message" }, element("h2", {}, title), ...rest);
}

/** The text stays as it is, and so do the photos: nothing is lost by a typing error. */
function showError(error) {
  say(byId("error"), error.message);
  input.setAttribute("aria-invalid", "true");
}

let slow = 0;
function showBusy(busy) {
  clearTimeout(slow);
  byId("results").setAttribute("aria-busy", String(busy));
  if (busy) {
    slow = setTimeout(() => { byId("progress").hidden = false; }, 200);
  } else {
    byId("progress").hidden = true;
  }
}

async function seekExamples() {
  if (examplesSought) {
    return;
  }
  examplesSought = true;
  const newest = hits;
  const found = await about
    .then(({ roots, documents }) => findExamples(newest, roots, documents))
    .catch(() => []); // examples are a kindness, not worth an error
  byId("examples").replaceChildren(...found.map((text) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => search.ask({ text }));
    return element("li", {}, button);
  }));
  byId("examples").hidden = found.length === 0 || input.value !== "" || byId("chips").childElementCount > 0;
}

function showFooter({ documents, model, bundledModel }) {
  const parts = [`${count(documents, "photo")} · model ${model}`];
  if (bundledModel) {
    parts[0] += ", the small bundled model · a stronger one: ";
    parts.push(element("code", {}, "./sightline models pull"));
  }
  byId("footer").replaceChildren(...parts);
}

function keydown(event) {
  const typing = event.target === input;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  if (typing) {
    if (event.key === "ArrowDown" && grid.move(event.key)) {
      event.preventDefault();
    }
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    input.focus();
    input.select();
  } else if (event.key === "?") {
    byId("keys").showModal();
  } else if (event.key === "s" && grid.current()) {
    grid.current().similar();
  } else if (/^Arrow|^Home$|^End$/.test(event.key) && (event.target === document.body || grid.current())) {
    if (grid.move(event.key)) {
      event.preventDefault();
    }
  }
}

function start() {
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search.submit(input.value);
  });
  input.addEventListener("input", (event) => {
    if (!event.isComposing) {
      search.type(input.value);
    }
  });
  document.querySelector(".brand").addEventListener("click", (event) => {
    event.preventDefault();
    search.ask({ likes: [], text: "", picture: null });
  });
  byId("help").addEventListener("click", () => byId("keys").showModal());
  document.addEventListener("keydown", keydown);
  acceptPictures((picture) => {
    if (viewer.isOpen()) {
      viewer.close();
    }
    search.ask({ picture, likes: [] });
    input.focus();
  });
  about.then(showFooter, () => {}); // whatever keeps it from us, the search says too
  search.restore();
}

start();
