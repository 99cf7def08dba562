/* Step through the citations with j and k; without this their links do the same. */
"use strict";

const rows = [...document.querySelectorAll(".check-row")];
const hint = document.querySelector(".check-keys");
let here = -1;

function show(place) {
  const row = rows[place];
  for (const old of document.querySelectorAll(".is-here")) old.classList.remove("is-here");
  const number = row.id.slice(2);
  const mark = document.getElementById(`c-${number}`);
  row.classList.add("is-here");
  row.scrollIntoView({ block: "nearest" });
  if (mark) {
    mark.closest(".cited").classList.add("is-here");
    mark.scrollIntoView({ block: "center" });
  }
  row.querySelector(".check-place").focus({ preventScroll: true });
  here = place;
}

if (rows.length && hint) {
  hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    if (event.key === "j" && here < rows.length - 1) show(here + 1);
    else if (event.key === "k" && here > 0) show(here - 1);
  });
}
