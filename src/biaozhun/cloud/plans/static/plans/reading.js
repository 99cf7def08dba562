/* Step through the rows with j and k, and make a task of what is selected; without this the links do the same. */
"use strict";

const rows = [...document.querySelectorAll(".plan-row[data-place]")];
const hint = document.querySelector(".plan-keys");
const offer = document.querySelector(".plan-add-here");
let here = -1;

function show(place) {
  for (const old of document.querySelectorAll(".is-here")) old.classList.remove("is-here");
  const row = rows[place];
  row.classList.add("is-here");
  row.scrollIntoView({ block: "nearest" });
  const anchor = document.getElementById(row.dataset.place);
  if (anchor) {
    const line = anchor.closest(".plan-line");
    line.classList.add("is-here");
    line.scrollIntoView({ block: "center" });
  }
  row.querySelector("a").focus({ preventScroll: true });
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

/* Offsets are characters, not the units of this script: signs beyond the first plane count once. */
function offset(node, within) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-o]");
  if (!piece) return null;
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(node, within);
  return Number(piece.dataset.o) + [...before.toString()].length;
}

if (offer) {
  const link = offer.querySelector("a");
  const plain = link.getAttribute("href");
  const lead = () => {
    const selection = document.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const start = range && offset(range.startContainer, range.startOffset);
    const end = range && offset(range.endContainer, range.endOffset);
    const chosen = start !== null && end !== null && range !== null && end > start;
    if (chosen) {
      link.setAttribute("href", `${plain}?start=${start}&end=${end}`);
      offer.hidden = false;
    }
  };
  document.addEventListener("selectionchange", lead);
  lead(); // a reader may have selected before this script came
}
