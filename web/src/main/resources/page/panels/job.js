// Shows an index job in the library panel: its progress while it runs, and its result.

import { cancelJob, jobEvents } from "../shared/api.js";
import { byId } from "../shared/dom.js";
import { count, duration } from "../shared/format.js";

/** @param {{ended: function(), failed: function(string)}} on */
export function createJobView(on) {
  let events = null; // events of the running job
  let running = null; // its id

  /** Shows a job, and its progress by the events that the server sends. */
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
      on.ended();
    });
  }

  async function cancel() {
    if (running) {
      await cancelJob(running).catch((error) => on.failed(error.message));
    }
  }

  byId("cancel").addEventListener("click", cancel);
  return { follow };
}

function show(job) {
  const { state, progress } = job;
  const hasEnded = !["running", "cancelling"].includes(state);
  byId("run").hidden = false;
  showProgress(progress, hasEnded);
  byId("cancel").hidden = hasEnded;
  byId("cancel").disabled = state === "cancelling";
  byId("update").disabled = !hasEnded;
  byId("run-text").textContent = hasEnded ? resultOf(job) : progressOf(state, progress);
}

function showProgress({ total, done }, hasEnded) {
  const bar = byId("run-progress");
  bar.hidden = hasEnded;
  if (total === null) {
    bar.removeAttribute("value");
  } else {
    bar.max = Math.max(1, total);
    bar.value = done;
  }
}

function progressOf(state, { total, done, filesPerSecond, secondsLeft }) {
  const parts = [
    phaseOf(state, total, done),
    done > 0 ? `${Math.round(filesPerSecond)} files/s` : "",
    secondsLeft === null ? "" : `${duration(secondsLeft)} left`,
  ];
  return parts.filter(Boolean).join(" · ");
}

function phaseOf(state, total, done) {
  if (state === "cancelling") {
    return "Stopping";
  }
  return total === null
    ? "Reading the folders"
    : `${done.toLocaleString()} of ${count(total, "file")}`;
}

function resultOf({ state, report, error }) {
  if (!report) {
    return error ?? "The run failed.";
  }
  const numbers = [
    ["added", report.added],
    ["changed", report.changed],
    ["removed", report.removed],
    ["could not be indexed", report.skipped],
  ];
  const changes = numbers
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number.toLocaleString()} ${word}`);
  const ending = state === "cancelled" ? "Cancelled" : "Up to date";
  return `${ending}: ${changes.join(", ") || "nothing has changed"}.`;
}
