// The library panel: what the library holds, its folders, the files that could not be indexed, and
// the index job.

import { jobs, library, skipped, startJob } from "../shared/api.js";
import { byId, element, showText } from "../shared/dom.js";
import { bytes, count, date } from "../shared/format.js";
import { listConcepts } from "./concepts.js";
import { createJobView } from "./job.js";

/** @param {function()} onIndexed an index job has ended, so that there may be other photos */
export function createLibraryPanel(onIndexed) {
  const dialog = byId("library");
  const jobView = createJobView({
    ended() {
      refresh();
      onIndexed();
    },
    failed: showError,
  });

  async function open() {
    if (!dialog.open) {
      dialog.showModal();
    }
    await refresh();
    const { jobs: all } = await jobs();
    if (all[0] && all[0].ended === null) {
      jobView.follow(all[0]);
    }
  }

  async function refresh() {
    try {
      const [description, files] = await Promise.all([library(), skipped()]);
      describe(description);
      listRoots(description);
      listSkipped(files, description);
      await listConcepts(description.canTeach);
    } catch (error) {
      showError(error.message);
    }
  }

  async function start(request) {
    showError("");
    try {
      jobView.follow(await startJob(request));
      byId("root").value = "";
    } catch (error) {
      showError(error.message);
    }
  }

  function addRoot(event) {
    event.preventDefault();
    const root = byId("root").value.trim();
    if (root) {
      start({ root });
    }
  }

  byId("library-button").addEventListener("click", open);
  byId("update").addEventListener("click", () => start({}));
  byId("retry").addEventListener("click", () => start({ retry: true }));
  byId("add-root").addEventListener("submit", addRoot);
}

function showError(text) {
  showText(byId("library-error"), text);
}

function describe(description) {
  const { documents, bytes: size, lastRun, canIndex, roots } = description;
  const rows = [
    ["Photos", [documents.toLocaleString()]],
    ["Model", modelOf(description)],
    ["Index on disk", [bytes(size)]],
    ["Last run", [lastRun ? date(lastRun) : "none yet"]],
  ];
  byId("library-facts").replaceChildren(
    ...rows.map(([name, values]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, ...values)),
    ),
  );
  byId("library-run").hidden = !canIndex || !roots;
}

function modelOf({ model, bundledModel, dim }) {
  if (!bundledModel) {
    return [`${model}, ${dim} dimensions`];
  }
  const command = element("code", {}, "./sightline models pull");
  return [`${model}, the small bundled one; a stronger one: `, command];
}

function listRoots({ roots = [], missingRoots = [] }) {
  byId("library-roots").replaceChildren(
    ...roots.map((root) => {
      const missing = missingRoots.includes(root);
      return element("li", {}, root, ...(missing ? [" ", element("em", {}, "not available")] : []));
    }),
  );
}

function listSkipped({ total, skipped: files }, { roots = [], canIndex }) {
  const title = total === 0 ? "" : `${count(total, "file")} could not be indexed`;
  showText(byId("skipped-title"), title);
  byId("retry").hidden = total === 0 || !canIndex || roots.length === 0;
  byId("skipped").replaceChildren(
    ...files.map(({ path, name, detail }) =>
      element("li", { title: path ?? name }, element("strong", {}, name), " ", detail),
    ),
  );
}
