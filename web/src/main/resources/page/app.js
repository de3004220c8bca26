// Starts the page: creates its parts and connects them.

import { library as describeLibrary } from "./shared/api.js";
import { byId } from "./shared/dom.js";
import { createKeys } from "./shared/keys.js";
import { createExamples } from "./search/examples.js";
import { createField } from "./search/field.js";
import { createFilterBar } from "./search/filterbar.js";
import { createGrid } from "./search/grid.js";
import { createJump } from "./search/jump.js";
import { createProgress } from "./search/progress.js";
import { hideQueryError, showQueryError } from "./search/query-error.js";
import { acceptQueryImages } from "./search/query-images.js";
import { join } from "./search/query.js";
import { createResults } from "./search/results.js";
import { createScrubber } from "./search/scrubber.js";
import { createSearch } from "./search/search.js";
import { createConcepts } from "./panels/concepts.js";
import { createDuplicates } from "./panels/duplicates.js";
import { showFooter } from "./panels/footer.js";
import { createHelp } from "./panels/help.js";
import { createJudge } from "./panels/judge.js";
import { createLibraryPanel } from "./panels/library.js";
import { createSelection } from "./panels/selection.js";
import { openLinkedPhoto } from "./viewer/linked-photo.js";
import { createViewer } from "./viewer/viewer.js";

const NOTHING = { likes: [], text: "", image: null };

const progress = createProgress();
const search = createSearch({
  asked,
  answered,
  extended: (page) => results.extend(page),
  jumped: (page, from) => results.jumped(page, from),
  preceded: (page) => results.preceded(page),
  failed,
  busy: progress.show,
});
const grid = createGrid(byId("results"), {
  open: (index) => viewer.open(results.hits, index),
  similar,
  toggle: (index, range) => selection.toggle(index, range),
  expand: (index) => results.expand(index),
  more: search.more,
});
const results = createResults(grid, search);
const viewer = createViewer({
  closed: focusPhoto,
  similar,
  combine,
  duplicates: ({ id }) => openDuplicates([id]),
  more: search.more,
});
const selection = createSelection(results.hits, {
  changed: grid.repaint,
  duplicates: openDuplicates,
});
grid.selectBy(selection.has);
const field = createField(search);
const filterBar = createFilterBar((text) => search.ask({ text }));
const examples = createExamples(search);
const scrubber = createScrubber(
  createJump(grid, results, search),
  () => results.start() + grid.atTop(),
);
const duplicates = createDuplicates((files, index) => viewer.open(() => files, index));
const judge = createJudge(search.restore);
createConcepts({ selected: selection.photos, text: () => search.question().text, taught });
createLibraryPanel(() => {
  examples.refresh();
  search.restore();
});
createKeys({ ...field, grid, selection, results, help: createHelp(), similar });
acceptQueryImages({ file: searchByFile, photo: (id, minus) => combine({ id }, minus) });

/** Searches for photos like another one. */
function similar({ id }) {
  search.ask({ ...NOTHING, likes: [{ id, minus: false }] });
  window.scrollTo({ top: 0 });
  field.input.focus({ preventScroll: true });
}

/** Adds a photo to the query, or subtracts it. */
function combine({ id }, minus) {
  const others = search.question().likes.filter((like) => like.id !== id);
  search.ask({ likes: [...others, { id, minus }] });
  window.scrollTo({ top: 0 });
}

function searchByFile(image) {
  if (viewer.isOpen()) {
    viewer.close(true);
  }
  search.ask({ image, likes: [] });
  field.input.focus();
}

/** Searches for the photos of a new concept. */
function taught(concept) {
  selection.clear();
  judge.ask(concept);
  search.ask({ ...NOTHING, text: concept.clause });
  window.scrollTo({ top: 0 });
}

function isReviewing() {
  return document.body.classList.contains("reviewing");
}

function focusPhoto(index) {
  if (!isReviewing()) {
    grid.focus(index);
  }
}

function openDuplicates(ids) {
  const parameters = new URLSearchParams({ view: "duplicates" });
  if (ids.length > 0) {
    parameters.set("of", ids.join(","));
  }
  history.pushState(null, "", `/?${parameters}`);
  selection.clear();
  route();
}

/** Shows what the address says: the review of duplicates, or a question. */
function route() {
  const parameters = new URLSearchParams(location.search);
  const reviewing = parameters.get("view") === "duplicates";
  if (viewer.isOpen() && !parameters.has("photo")) {
    viewer.forget();
    if (reviewing ? isReviewing() : search.isCurrent()) {
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

function asked(question) {
  document.body.classList.remove("reviewing");
  duplicates.hide();
  selection.clear();
  field.show(question);
}

function answered(answer, question) {
  hideQueryError();
  field.setValid(true);
  results.show(answer, question);
  filterBar.show(question);
  judge.show(question);
  scrubber.show(question);
  examples.show(question, answer);
  openLinkedPhoto(viewer, results);
}

function failed(error, question) {
  showQueryError(error, join(question));
  field.setValid(false);
}

function showLibrary(description) {
  byId("make-concept").hidden = !description.canTeach;
  judge.allow(description.canTeach);
  judge.show(search.question());
  showFooter(description);
}

for (const home of document.querySelectorAll(".home")) {
  home.addEventListener("click", (event) => {
    event.preventDefault();
    search.ask(NOTHING);
  });
}
byId("all-duplicates").addEventListener("click", () => {
  byId("library").close();
  openDuplicates([]);
});
window.addEventListener("popstate", route);
describeLibrary().then(showLibrary, () => {}); // the search shows why the server does not answer
route();
