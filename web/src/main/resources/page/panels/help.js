// Opens the help: the keys, and examples of the query language.

import { byId } from "../shared/dom.js";
import { loadDialog } from "../shared/dialog.js";
import { notice } from "../shared/notice.js";

/** @returns {{open: function()}} */
export function createHelp() {
  let loading = null; // the promise of the dialog

  async function open() {
    loading ??= loadDialog("/panels/help.html");
    try {
      const dialog = await loading;
      if (!dialog.open) {
        dialog.showModal();
      }
    } catch {
      loading = null;
      notice("The help could not be loaded. Is Sightline still running?");
    }
  }

  byId("help").addEventListener("click", open);
  return { open };
}
