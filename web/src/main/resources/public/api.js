// The HTTP API. Every call gives its JSON or throws an ApiError with a sentence for people.

const ROOT = "/api/v1";

export const LARGEST_PICTURE = 30 * 1024 * 1024;

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {{query: string, picture: ?File, k: number}} question
 * @param {AbortSignal} signal
 */
export function search({ query, picture, k }, signal) {
  if (!picture) {
    return call(`/search?${new URLSearchParams({ q: query, k })}`, { signal });
  }
  if (picture.size > LARGEST_PICTURE) {
    const megabytes = Math.ceil(picture.size / 1024 / 1024);
    throw new ApiError(413, `This picture has ${megabytes} MB; at most 30 MB can be searched by.`);
  }
  const form = new FormData();
  form.set("q", query);
  form.set("k", k);
  form.set("image", picture);
  return call("/search", { method: "POST", body: form, signal });
}

export function facts(id, signal) {
  return call(`/images/${encodeURIComponent(id)}`, { signal });
}

export function library() {
  return call("/library", {});
}

export function thumbnailOf(id) {
  return `${ROOT}/images/${encodeURIComponent(id)}/thumbnail`;
}

export function originalOf(id) {
  return `${ROOT}/images/${encodeURIComponent(id)}/original`;
}

async function call(path, options) {
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
  if (!response.ok || !body) {
    throw new ApiError(response.status, body?.detail ?? "Sightline could not answer this.");
  }
  return body;
}
