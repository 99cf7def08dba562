/* A file may be dropped on its door; without this it is chosen by its button. */
"use strict";

for (const door of document.querySelectorAll("[data-drop]")) {
  const field = door.querySelector('input[type="file"]');
  for (const kind of ["dragenter", "dragover"]) {
    door.addEventListener(kind, (event) => {
      event.preventDefault();
      door.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    door.addEventListener(kind, () => door.classList.remove("is-over"));
  }
  door.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 1) {
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
