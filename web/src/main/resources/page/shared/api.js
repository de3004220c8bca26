// The HTTP API. Every call gives its JSON or throws an ApiError with a sentence for people.

const ROOT = "/api/v1";

export const LARGEST_PICTURE = 30 * 1024 * 1024;

export class ApiError extends Error {
  constructor(status, message, position) {
    super(message);
    this.status = status;
    this.position = position; // in the query, where that is what is wrong
  }
}

/**
 * @param {{query: string, picture: ?File, k: number, collapse: boolean, cursor: ?string, from: number}} question
 *   where `from` is how many hits are passed over, for a jump
 * @param {AbortSignal} signal
 */
export function search({ query, picture, k, collapse = false, cursor = null, from = 0 }, signal) {
  const fields = { q: query, k, ...(collapse ? { collapse } : {}), ...(cursor ? { cursor } : {}), ...(from ? { from } : {}) };
  if (!picture) {
    return call(`/search?${new URLSearchParams(fields)}`, { signal });
  }
  if (picture.size > LARGEST_PICTURE) {
    const megabytes = Math.ceil(picture.size / 1024 / 1024);
    throw new ApiError(413, `This picture has ${megabytes} MB; at most 30 MB can be searched by.`);
  }
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  form.set("image", picture);
  return call("/search", { method: "POST", body: form, signal });
}

/** How many photos match. */
export async function matches(query, signal) {
  return (await search({ query, k: 1 }, signal)).matches;
}

export function facets(query, limit, signal) {
  return call(`/facets?${new URLSearchParams({ q: query, limit })}`, { signal });
}

export function suggest(typed, signal) {
  return call(`/suggest?${new URLSearchParams({ q: typed })}`, { signal });
}

export const examples = () => call("/examples");

/** @param {string[]} of ids; none for all groups */
export function duplicates(of, signal) {
  return call(`/duplicates?${new URLSearchParams(of.length > 0 ? { of: of.join(",") } : {})}`, { signal });
}

export function facts(id, signal) {
  return call(`/images/${encodeURIComponent(id)}`, { signal });
}

export const library = () => call("/library");
export const skipped = () => call("/skipped?k=200");
export const jobs = () => call("/jobs");

/** @param {{root?: string, retry?: boolean}} wish */
export const startJob = (wish) => post("/jobs", wish);

export const cancelJob = (id) => call(`/jobs/${id}`, { method: "DELETE" });
export const jobEvents = (id) => new EventSource(`${ROOT}/jobs/${id}/events`);

export const concepts = () => call("/concepts");
export const concept = (name, signal) => call(`/concepts/${encodeURIComponent(name)}`, { signal });
export const forget = (name) => call(`/concepts/${encodeURIComponent(name)}`, { method: "DELETE" });

/** @param {{name: string, yes?: string[], no?: string[]}} wish ids of photos that show it, and that do not */
export const teach = (wish) => post("/concepts", wish);

export function thumbnailOf(id) {
  return `${ROOT}/images/${encodeURIComponent(id)}/thumbnail`;
}

export function originalOf(id) {
  return `${ROOT}/images/${encodeURIComponent(id)}/original`;
}

function post(path, wish) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(wish) });
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
    throw new ApiError(response.status, body?.detail ?? "Sightline could not answer this.", body?.position);
  }
  return body;
}
