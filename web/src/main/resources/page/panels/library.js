// The library panel: what is in it, its folders, the index run as it goes, and what was left out.

import { cancelJob, jobEvents, jobs, library, skipped, startJob } from "../shared/api.js";
import { byId, element } from "../shared/dom.js";
import { bytes, count, date, duration } from "../shared/words.js";

/** @param {{changed: function(), described: function(Object): Promise}} on an index run has ended, so that
 *   there is more to see; the library was described */
export function createLibraryPanel(on) {
  const dialog = byId("library");
  let events = null;
  let running = null;

  async function open() {
    if (!dialog.open) {
      dialog.showModal();
    }
    await refresh();
    const { jobs: all } = await jobs();
    if (all[0] && all[0].ended === null) {
      follow(all[0]);
    }
  }

  async function refresh() {
    try {
      const [about, left] = await Promise.all([library(), skipped()]);
      describe(about);
      list(about, left);
      await on.described(about);
    } catch (error) {
      say(error.message);
    }
  }

  function describe(about) {
    const stronger = about.bundledModel
      ? ["the small bundled one; a stronger one: ", element("code", {}, "./sightline models pull")] : [`${about.dim} dimensions`];
    const rows = [
      ["Photos", [about.documents.toLocaleString()]],
      ["Model", [`${about.model}, `, ...stronger]],
      ["Index on disk", [bytes(about.bytes)]],
      ["Last run", [about.lastRun ? date(about.lastRun) : "none yet"]],
    ];
    byId("library-facts").replaceChildren(...rows.map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, ...value))));
    byId("library-run").hidden = !about.canIndex || !about.roots;
  }

  function list({ roots = [], missingRoots = [], canIndex }, { total, skipped: files }) {
    byId("library-roots").replaceChildren(...roots.map((root) => element("li", {}, root,
      ...(missingRoots.includes(root) ? [" ", element("em", {}, "not there now")] : []))));
    byId("skipped-title").textContent = total === 0 ? "" : count(total, "file was", "files were") + " left out";
    byId("skipped-title").hidden = total === 0;
    byId("retry").hidden = total === 0 || !canIndex || roots.length === 0;
    byId("skipped").replaceChildren(...files.map((file) => element("li", { title: file.path ?? file.name },
      element("strong", {}, file.name), " ", file.detail)));
  }

  async function start(wish) {
    say("");
    try {
      follow(await startJob(wish));
      byId("root").value = "";
    } catch (error) {
      say(error.message);
    }
  }

  /** Shows a run as it goes, by the events that the server sends. */
  function follow(job) {
    events?.close();
    running = job.id;
    show(job);
    events = jobEvents(job.id);
    events.addEventListener("progress", ({ data }) => show(JSON.parse(data)));
    events.addEventListener("end", ({ data }) => {
      events.close();
      running = null;
      show(JSON.parse(data));
      refresh();
      on.changed();
    });
  }

  function show({ state, progress, report, error }) {
    const ended = !["running", "cancelling"].includes(state);
    const bar = byId("run-progress");
    byId("run").hidden = false;
    bar.hidden = ended;
    if (progress.total === null) {
      bar.removeAttribute("value");
    } else {
      bar.max = Math.max(1, progress.total);
      bar.value = progress.done;
    }
    byId("cancel").hidden = ended;
    byId("cancel").disabled = state === "cancelling";
    byId("update").disabled = !ended;
    byId("run-text").textContent = ended ? summary(state, report, error) : far(state, progress);
  }

  function far(state, { total, done, filesPerSecond, secondsLeft }) {
    const parts = [
      state === "cancelling" ? "Ending" : total === null ? "Looking through the folders" : `${done.toLocaleString()} of ${count(total, "file")}`,
      done > 0 ? `${Math.round(filesPerSecond)} a second` : "",
      secondsLeft === null ? "" : `${duration(secondsLeft)} left`,
    ];
    return parts.filter(Boolean).join(" · ");
  }

  function summary(state, report, error) {
    if (!report) {
      return error ?? "The run failed.";
    }
    const words = [["added", report.added], ["changed", report.changed], ["removed", report.removed], ["left out", report.skipped]];
    const told = words.filter(([, number]) => number > 0).map(([word, number]) => `${number.toLocaleString()} ${word}`);
    return `${state === "cancelled" ? "Cancelled" : "Up to date"}: ${told.join(", ") || "nothing has changed"}.`;
  }

  function say(text) {
    byId("library-error").textContent = text;
    byId("library-error").hidden = !text;
  }

  byId("library-button").addEventListener("click", open);
  byId("update").addEventListener("click", () => start({}));
  byId("retry").addEventListener("click", () => start({ retry: true }));
  byId("cancel").addEventListener("click", () => running && cancelJob(running).catch((error) => say(error.message)));
  byId("add-root").addEventListener("submit", (event) => {
    event.preventDefault();
    const root = byId("root").value.trim();
    if (root) {
      start({ root });
    }
  });
  return { open };
}
