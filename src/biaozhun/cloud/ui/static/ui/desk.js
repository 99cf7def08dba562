// On a narrow screen the groups beside the desk are shut, but for the one that holds this page.
"use strict";

(() => {
  const narrow = window.matchMedia("(max-width: 48rem)");
  const fit = () => {
    for (const group of document.querySelectorAll(".desk-work")) {
      group.open = !narrow.matches || group.querySelector("[aria-current]") !== null;
    }
  };
  narrow.addEventListener("change", fit);
  fit();
})();
