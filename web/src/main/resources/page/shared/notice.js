// A short message at the bottom of the window, which disappears after some seconds.

import { byId, showText, topLayer } from "./dom.js";

const SHOWN_MILLIS = 4000;

let timer = 0;

export function notice(text) {
  clearTimeout(timer);
  const target = byId("notice");
  topLayer().append(target); // an open dialog would cover it otherwise
  showText(target, text);
  timer = setTimeout(() => showText(target, ""), SHOWN_MILLIS);
}
