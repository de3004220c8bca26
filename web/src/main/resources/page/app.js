// The page: wires the field, the grid, the viewer and the panels to the search.

import { examples, facts, library as describeLibrary, thumbnailOf } from "./shared/api.js";
import { createCompletion } from "./search/complete.js";
import { createConcepts } from "./panels/concepts.js";
import { byId, element, say } from "./shared/dom.js";
import { createDuplicates } from "./panels/duplicates.js";
import { createFilterBar } from "./search/filterbar.js";
import { createGrid } from "./search/grid.js";
import { createJudge } from "./panels/judge.js";
import { createKeys } from "./shared/keys.js";
import { createLibraryPanel } from "./panels/library.js";
import { acceptPictures } from "./search/pictures.js";
import { isListing, join } from "./search/query.js";
import { createResults, explain } from "./search/results.js";
import { createScrubber } from "./search/scrubber.js";
import { createSearch } from "./search/search.js";
import { createSelection } from "./panels/selection.js";
import { createViewer } from "./viewer/viewer.js";
import { count } from "./shared/words.js";

const LEAD = 10; // photos above the one that is jumped to
const SPOKEN = 4000; // milliseconds that a notice stays

const input = byId("query");
let previews = [];
let examplesSought = false;

const search = createSearch({ asked: showQuestion, answered, extended, jumped: (answer, from) => results.jumped(answer, from), preceded: (answer) => results.preceded(answer), failed, busy });
const grid = createGrid(byId("results"), {
  open: (index) => viewer.open(results.hits, index),
  similar,
  toggle: (index, range) => selection.toggle(index, range),
  expand: (index) => results.expand(index),
  more: search.more,
});
const results = createResults(grid, search);
const viewer = createViewer({
  closed: (index) => document.body.classList.contains("reviewing") || grid.focus(index), similar, combine, more: search.more, say: notice,
  duplicates: ({ id }) => openDuplicates([id]),
});
const selection = createSelection(results.hits, { changed: grid.repaint, duplicates: openDuplicates, say: notice });
const filterBar = createFilterBar((text) => search.ask({ text }));
const completion = createCompletion(input, byId("completions"), {
  picked: (text, whole) => (whole ? search.submit(text) : search.type(text)),
});
const duplicates = createDuplicates({ open: (files, index) => viewer.open(() => files, index), say: notice });
const scrubber = createScrubber({ jump, atTop: () => results.start() + grid.atTop() });
const judge = createJudge({ changed: search.restore, failed: notice });
const concepts = createConcepts({
  selected: selection.chosen,
  text: () => search.question().text,
  taught(concept) {
    selection.clear();
    judge.ask(concept);
    search.ask({ likes: [], text: concept.clause, picture: null });
    window.scrollTo({ top: 0 });
  },
  forgotten: ({ name }) => notice(`Forgot ${name}`),
});
createLibraryPanel({
  changed: () => { examplesSought = false; search.restore(); },
  described: ({ canTeach }) => concepts.list(canTeach),
});
grid.selectBy(selection.has);

function similar(hit) {
  search.ask({ likes: [{ id: hit.id, minus: false }], text: "", picture: null });
  window.scrollTo({ top: 0 });
  input.focus({ preventScroll: true });
}

/** Adds a photo to the query, or takes it away from it. */
function combine({ id }, minus) {
  const { likes } = search.question();
  search.ask({ likes: [...likes.filter((it) => it.id !== id), { id, minus }] });
  window.scrollTo({ top: 0 });
}

function openDuplicates(of) {
  history.pushState(null, "", `/?${new URLSearchParams({ view: "duplicates", ...(of.length > 0 ? { of: of.join(",") } : {}) })}`);
  selection.clear();
  route();
}

/** Shows what the address says. */
function route() {
  const parameters = new URLSearchParams(location.search);
  const reviewing = parameters.get("view") === "duplicates";
  if (viewer.isOpen() && !parameters.has("photo")) {
    viewer.forget();
    if (reviewing ? document.body.classList.contains("reviewing") : search.isCurrent()) {
      return; // only the photo was closed
    }
  }
  document.body.classList.toggle("reviewing", reviewing);
  if (reviewing) {
    document.title = "Duplicates · Sightline";
    duplicates.show((parameters.get("of") ?? "").split(",").filter(Boolean));
  } else {
    duplicates.hide();
    search.restore();
  }
}

function showQuestion({ likes, text, picture }) {
  document.body.classList.remove("reviewing");
  duplicates.hide();
  selection.clear();
  if (input.value.trim() !== text) {
    input.value = text;
  }
  previews.forEach((address) => URL.revokeObjectURL(address));
  previews = picture ? [URL.createObjectURL(picture)] : [];
  const chips = likes.map(({ id, minus }) => chip(thumbnailOf(id), minus ? "Without what this photo shows" : "Photo of the library", minus, () =>
    search.ask({ likes: likes.filter((it) => it.id !== id) })));
  if (picture) {
    chips.push(chip(previews[0], picture.name || "Pasted picture", false, () => search.ask({ picture: null })));
  }
  byId("chips").replaceChildren(...chips);
  input.placeholder = chips.length > 0 ? "Add words" : "What does the photo show?";
}

function chip(address, name, minus, remove) {
  const button = element("button", { type: "button", title: `Remove: ${name}`, "aria-label": `Remove: ${name}` }, "✕");
  button.addEventListener("click", () => {
    remove();
    input.focus();
  });
  return element("li", { className: minus ? "chip minus" : "chip", title: name }, element("img", { src: address, alt: name }), button);
}

function answered(answer, question) {
  say(byId("error"), "");
  input.removeAttribute("aria-invalid");
  results.show(answer, question);
  filterBar.show(question);
  judge.show(question);
  scrubber.show(question);
  const whole = isListing(question) && !question.text;
  byId("examples").hidden = !whole || byId("examples").childElementCount === 0;
  if (whole && answer.matches > 0) {
    seekExamples();
  }
  openPhotoOfAddress();
}

/** A shared address may name a photo that is to be open. */
async function openPhotoOfAddress() {
  const id = new URLSearchParams(location.search).get("photo");
  if (!id || viewer.isOpen()) {
    return;
  }
  const index = results.hits().findIndex((hit) => hit.id === id);
  const parameters = new URLSearchParams(location.search);
  parameters.delete("photo");
  history.replaceState(history.state, "", parameters.size > 0 ? `/?${parameters}` : "/");
  try {
    const alone = index < 0 ? [{ ...(await facts(id)), confidence: null, score: null }] : [];
    viewer.open(index < 0 ? () => alone : results.hits, Math.max(0, index));
  } catch (error) {
    notice(error.message);
  }
}

function extended(answer) {
  results.extend(answer);
}

function failed(error, question) {
  explain(error, join(question));
  input.setAttribute("aria-invalid", "true");
}

let slow = 0;
function busy(yes) {
  clearTimeout(slow);
  byId("results").setAttribute("aria-busy", String(yes));
  slow = yes ? setTimeout(() => { byId("progress").hidden = false; }, 200) : 0;
  byId("progress").hidden = true;
}

/** Shows a photo by its number among all: at once where it is loaded, else from there on. */
async function jump(index) {
  const at = index - results.start();
  if (at >= 0 && (at < results.hits().length || !search.hasMore())) {
    grid.reveal(Math.min(at, results.hits().length - 1));
  } else if (index === 0) {
    search.restore();
  } else {
    await search.jump(Math.max(0, index - LEAD));
    grid.reveal(Math.min(index - results.start(), results.hits().length - 1));
  }
}

async function seekExamples() {
  if (examplesSought) {
    return;
  }
  examplesSought = true;
  const found = await examples().then((it) => it.examples, () => []); // a kindness, not worth an error
  byId("examples").replaceChildren(...found.map((text) => {
    const button = element("button", { type: "button", className: "pill" }, text);
    button.addEventListener("click", () => search.ask({ text }));
    return element("li", {}, button);
  }));
  byId("examples").hidden = found.length === 0 || join(search.question()) !== "" || search.question().picture !== null;
}

let spoken = 0;
function notice(text) {
  clearTimeout(spoken);
  const target = byId("notice");
  (document.querySelector("dialog[open]") ?? document.body).append(target); // else a dialog would lie above
  say(target, text);
  spoken = setTimeout(() => say(target, ""), SPOKEN);
}

function showLibrary({ documents, model, bundledModel, canTeach }) {
  byId("make-concept").hidden = !canTeach;
  judge.allow(canTeach);
  judge.show(search.question());
  const parts = [`${count(documents, "photo")} · model ${model}`];
  if (bundledModel) {
    parts[0] += ", the small bundled model · a stronger one: ";
    parts.push(element("code", {}, "./sightline models pull"));
  }
  byId("footer").replaceChildren(...parts);
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
for (const home of document.querySelectorAll(".home")) {
  home.addEventListener("click", (event) => {
    event.preventDefault();
    search.ask({ likes: [], text: "", picture: null });
  });
}
byId("all-duplicates").addEventListener("click", () => {
  byId("library").close();
  openDuplicates([]);
});
byId("help").addEventListener("click", () => byId("keys").showModal());
createKeys({ input, grid, completion, selection, results, similar });
acceptPictures({
  picture(picture) {
    if (viewer.isOpen()) {
      viewer.close(true);
    }
    search.ask({ picture, likes: [] });
    input.focus();
  },
  photo: (id, minus) => combine({ id }, minus),
});
window.addEventListener("popstate", route);
describeLibrary().then(showLibrary, () => {}); // whatever keeps it from us, the search says too
route();
