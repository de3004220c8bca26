// Pictures to search by: dropped anywhere, pasted, or chosen; and photos of the library, dragged into
// the field, with Alt to be taken from the query.

import { byId } from "../shared/dom.js";
import { DRAGGED } from "./tile.js";

/** @param {{picture: function(File), photo: function(string, boolean)}} take */
export function acceptPictures(take) {
  const file = byId("file");

  byId("choose").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files.length > 0) {
      take.picture(file.files[0]);
    }
    file.value = ""; // so that the same file can be chosen again
  });
  document.addEventListener("paste", (event) => {
    const picture = pictureIn(event.clipboardData);
    if (picture) {
      event.preventDefault();
      take.picture(picture);
    }
  });
  acceptFiles(take.picture);
  acceptPhotos(take.photo);
}

function acceptFiles(take) {
  const drop = byId("drop");
  let depth = 0; // dragenter and dragleave come for every element on the way
  const onFiles = (type, action) => document.addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      action(event);
    }
  });
  onFiles("dragenter", () => {
    depth += 1;
    drop.classList.add("shown");
  });
  onFiles("dragleave", () => {
    depth -= 1;
    drop.classList.toggle("shown", depth > 0);
  });
  onFiles("dragover", (event) => event.preventDefault());
  onFiles("drop", (event) => {
    depth = 0;
    drop.classList.remove("shown");
    event.preventDefault(); // else the browser would leave the page for the file
    const picture = pictureIn(event.dataTransfer) ?? event.dataTransfer.files[0];
    if (picture) {
      take(picture); // what is no picture the server refuses, with a reason
    }
  });
}

function acceptPhotos(take) {
  const bar = document.querySelector(".bar"); // wider than the field: easier to meet
  const isPhoto = (event) => event.dataTransfer?.types.includes(DRAGGED);
  const mark = (event) => {
    bar.classList.add("target");
    bar.classList.toggle("minus", event.altKey);
  };
  document.addEventListener("dragstart", (event) => document.body.classList.toggle("dragging", Boolean(isPhoto(event))));
  document.addEventListener("dragend", () => {
    document.body.classList.remove("dragging");
    bar.classList.remove("target", "minus");
  });
  bar.addEventListener("dragover", (event) => {
    if (isPhoto(event)) {
      event.preventDefault();
      mark(event);
    }
  });
  bar.addEventListener("dragleave", () => bar.classList.remove("target", "minus"));
  bar.addEventListener("drop", (event) => {
    if (isPhoto(event)) {
      event.preventDefault();
      take(event.dataTransfer.getData(DRAGGED), event.altKey);
    }
  });
}

function pictureIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/"));
}
