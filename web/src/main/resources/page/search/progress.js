// The moving line below the bar, shown while the server takes long to answer.

import { byId } from "../shared/dom.js";

const SLOW_MILLIS = 200; // a faster answer shows no line

export function createProgress() {
  const line = byId("progress");
  let timer = 0;

  function show(isBusy) {
    clearTimeout(timer);
    byId("results").setAttribute("aria-busy", String(isBusy));
    line.hidden = true;
    if (isBusy) {
      timer = setTimeout(() => {
        line.hidden = false;
      }, SLOW_MILLIS);
    }
  }

  return { show };
}
