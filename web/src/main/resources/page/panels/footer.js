// The line at the end of the page: how many photos the library has, and with which model.

import { byId, element } from "../shared/dom.js";
import { count } from "../shared/format.js";

export function showFooter({ documents, model, bundledModel }) {
  const text = `${count(documents, "photo")} · model ${model}`;
  if (bundledModel) {
    const hint = `${text}, the small bundled model · a stronger one: `;
    byId("footer").replaceChildren(hint, element("code", {}, "./sightline models pull"));
  } else {
    byId("footer").replaceChildren(text);
  }
}
