// Takes query images: files that are dropped, pasted or chosen, and photos of the library that are
// dragged to the bar. With the Alt key, a dragged photo is subtracted from the query.

import { byId, element } from "../shared/dom.js";
import { DRAGGED } from "./tile.js";

/** @param {{file: function(File), photo: function(string, boolean)}} on */
export function acceptQueryImages(on) {
  acceptChosenFile(on.file);
  acceptPastedFile(on.file);
  acceptDroppedFile(on.file);
  acceptDraggedPhoto(on.photo);
}

function acceptChosenFile(take) {
  const input = element("input", { id: "file", type: "file", accept: "image/*", hidden: true });
  input.setAttribute("aria-label", "A photo to search by");
  byId("form").append(input);
  byId("choose").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    if (input.files.length > 0) {
      take(input.files[0]);
    }
    input.value = ""; // the same file can be chosen again
  });
}

function acceptPastedFile(take) {
  document.addEventListener("paste", (event) => {
    const image = imageIn(event.clipboardData);
    if (image) {
      event.preventDefault();
      take(image);
    }
  });
}

function acceptDroppedFile(take) {
  const text = element("p", {}, "Drop the photo to search by it");
  const overlay = element("div", { id: "drop", className: "drop", "aria-hidden": "true" }, text);
  document.body.append(overlay);
  let depth = 0; // dragenter and dragleave are sent for each element below the pointer
  const onFiles = (type, action) =>
    document.addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes("Files")) {
        action(event);
      }
    });
  onFiles("dragenter", () => {
    depth += 1;
    overlay.classList.add("shown");
  });
  onFiles("dragleave", () => {
    depth -= 1;
    overlay.classList.toggle("shown", depth > 0);
  });
  onFiles("dragover", (event) => event.preventDefault());
  onFiles("drop", (event) => {
    depth = 0;
    overlay.classList.remove("shown");
    event.preventDefault(); // the browser would open the file otherwise
    const file = imageIn(event.dataTransfer) ?? event.dataTransfer.files[0];
    if (file) {
      take(file); // the server refuses a file that is no image, and gives the reason
    }
  });
}

function acceptDraggedPhoto(take) {
  const bar = document.querySelector(".bar"); // a larger target than the field
  const isPhoto = (event) => Boolean(event.dataTransfer?.types.includes(DRAGGED));
  const unmark = () => bar.classList.remove("target", "minus");
  document.addEventListener("dragstart", (event) =>
    document.body.classList.toggle("dragging", isPhoto(event)),
  );
  document.addEventListener("dragend", () => {
    document.body.classList.remove("dragging");
    unmark();
  });
  bar.addEventListener("dragover", (event) => {
    if (isPhoto(event)) {
      event.preventDefault();
      bar.classList.add("target");
      bar.classList.toggle("minus", event.altKey);
    }
  });
  bar.addEventListener("dragleave", unmark);
  bar.addEventListener("drop", (event) => {
    if (isPhoto(event)) {
      event.preventDefault();
      take(event.dataTransfer.getData(DRAGGED), event.altKey);
    }
  });
}

function imageIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/"));
}
