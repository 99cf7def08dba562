// Going through what waits by keyboard: j next, k previous; nothing while one writes.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const rel = { j: "next", k: "prev" }[event.key];
    const link = rel && document.querySelector(`[data-walk] a[rel="${rel}"]`);
    if (link) link.click();
  });
})();
