/* Whoever signs out leaves nothing in this browser: what pages kept there of unsaved work goes with the session. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-leaving]")) {
    form.addEventListener("submit", () => localStorage.clear());
  }
})();
