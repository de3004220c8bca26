// Opens the photo that a shared address names.

import { facts } from "../shared/api.js";
import { notice } from "../shared/notice.js";

/** Opens the photo among the results, or alone if it is not one of them. */
export async function openLinkedPhoto(viewer, results) {
  const parameters = new URLSearchParams(location.search);
  const id = parameters.get("photo");
  if (!id || viewer.isOpen()) {
    return;
  }
  parameters.delete("photo"); // the viewer adds its own entry to the history
  history.replaceState(history.state, "", parameters.size > 0 ? `/?${parameters}` : "/");
  const index = results.hits().findIndex((hit) => hit.id === id);
  if (index >= 0) {
    viewer.open(results.hits, index);
    return;
  }
  try {
    const photo = { ...(await facts(id)), confidence: null, score: null };
    viewer.open(() => [photo], 0);
  } catch (error) {
    notice(error.message);
  }
}
