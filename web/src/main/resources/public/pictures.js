// Pictures to search by: dropped anywhere, pasted, or chosen.

import { byId } from "./dom.js";

/** @param {function(File)} take */
export function acceptPictures(take) {
  const file = byId("file");
  const drop = byId("drop");
  let depth = 0; // dragenter and dragleave come for every element on the way

  byId("choose").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files.length > 0) {
      take(file.files[0]);
    }
    file.value = ""; // so that the same file can be chosen again
  });

  document.addEventListener("paste", (event) => {
    const picture = pictureIn(event.clipboardData);
    if (picture) {
      event.preventDefault();
      take(picture);
    }
  });

  document.addEventListener("dragenter", (event) => {
    if (hasFiles(event)) {
      depth += 1;
      drop.classList.add("shown");
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (hasFiles(event)) {
      depth -= 1;
      drop.classList.toggle("shown", depth > 0);
    }
  });
  document.addEventListener("dragover", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener("drop", (event) => {
    depth = 0;
    drop.classList.remove("shown");
    if (hasFiles(event)) {
      event.preventDefault(); // else the browser would leave the page for the file
      const picture = pictureIn(event.dataTransfer) ?? event.dataTransfer.files[0];
      if (picture) {
        take(picture); // what is no picture the server refuses, with a reason
      }
    }
  });
}

function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

function pictureIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/"));
}
