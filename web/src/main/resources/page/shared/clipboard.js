// Copies text to the clipboard.

import { element, topLayer } from "./dom.js";

/** Resolves to whether the text was copied. Works without a secure origin, too. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text);
  }
}

function copyFromField(text) {
  const field = element("textarea", { value: text, className: "offscreen" });
  topLayer().append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
