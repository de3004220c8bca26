// Client of the HTTP API. Each function resolves to the JSON of the answer, or rejects with an
// ApiError whose message can be shown to the user.

const ROOT = "/api/v1";
const MAX_IMAGE_MEGABYTES = 30;

/** A request that failed: `status` is 0 when the server could not be reached. */
export class ApiError extends Error {
  /** @param {?number} position of the wrong part of the query, if the query is wrong */
  constructor(status, message, position) {
    super(message);
    this.status = status;
    this.position = position;
  }
}

/**
 * @param {Object} request
 * @param {string} request.query
 * @param {?File} request.image query image
 * @param {number} request.k how many hits the answer has at most
 * @param {boolean} request.collapse whether near duplicates are folded into one hit
 * @param {?string} request.cursor continues an answer
 * @param {number} request.from how many hits are skipped
 * @param {AbortSignal} signal
 */
export function search(request, signal) {
  const { query, image, k, collapse, cursor, from } = request;
  const fields = { q: query, k, ...given({ collapse, cursor, from }) };
  if (!image) {
    return call(`/search?${new URLSearchParams(fields)}`, { signal });
  }
  const megabytes = image.size / 1024 / 1024;
  if (megabytes > MAX_IMAGE_MEGABYTES) {
    const size = Math.ceil(megabytes);
    const message = `This photo has ${size} MB; the limit is ${MAX_IMAGE_MEGABYTES} MB.`;
    throw new ApiError(413, message);
  }
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  form.set("image", image);
  return call("/search", { method: "POST", body: form, signal });
}

/** The properties that have a value. */
function given(properties) {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value));
}

/** How many photos match. */
export async function countMatches(query, signal) {
  return (await search({ query, k: 1 }, signal)).matches;
}

export function facets(query, limit, signal) {
  return call(`/facets?${new URLSearchParams({ q: query, limit })}`, { signal });
}

export function suggest(typed, signal) {
  return call(`/suggest?${new URLSearchParams({ q: typed })}`, { signal });
}

export const examples = () => call("/examples");

/** @param {string[]} ids of the photos to find duplicates of; empty for all groups */
export function duplicates(ids, signal) {
  const parameters = new URLSearchParams(ids.length > 0 ? { of: ids.join(",") } : {});
  return call(`/duplicates?${parameters}`, { signal });
}

export function facts(id, signal) {
  return call(`/images/${encodeURIComponent(id)}`, { signal });
}

export const library = () => call("/library");
export const skipped = () => call("/skipped?k=200");
export const jobs = () => call("/jobs");

/** @param {{root?: string, retry?: boolean}} request */
export const startJob = (request) => post("/jobs", request);

export const cancelJob = (id) => call(`/jobs/${id}`, { method: "DELETE" });
export const jobEvents = (id) => new EventSource(`${ROOT}/jobs/${id}/events`);

export const concepts = () => call("/concepts");
export const concept = (name, signal) => call(`/concepts/${encodeURIComponent(name)}`, { signal });
export const deleteConcept = (name) =>
  call(`/concepts/${encodeURIComponent(name)}`, { method: "DELETE" });

/** @param {{name: string, yes?: string[], no?: string[]}} request with ids of example photos */
export const teachConcept = (request) => post("/concepts", request);

export function thumbnailOf(id) {
  return `${ROOT}/images/${encodeURIComponent(id)}/thumbnail`;
}

export function originalOf(id) {
  return `${ROOT}/images/${encodeURIComponent(id)}/original`;
}

function post(path, request) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(request) });
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(ROOT + path, options);
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new ApiError(0, "Sightline does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok || (!body && response.status !== 204)) {
    const message = body?.detail ?? "Sightline could not answer this.";
    throw new ApiError(response.status, message, body?.position);
  }
  return body;
}
