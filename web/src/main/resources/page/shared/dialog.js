// Loads a dialog that is not part of index.html, because few users open it.

/**
 * @param {string} path of an HTML file with one dialog
 * @returns {Promise<HTMLDialogElement>} the dialog, added to the page
 */
export async function loadDialog(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`${path} cannot be loaded (${response.status}).`);
  }
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const dialog = parsed.querySelector("dialog");
  document.body.append(dialog);
  return dialog;
}
