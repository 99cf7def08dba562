/* Puts a button beside every text that is there to be copied; without a clipboard there is none. */
if (navigator.clipboard) {
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy no-print";
    button.textContent = text.dataset.copy;
    const told = text.textContent.trim();
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(told);
      button.textContent = text.dataset.copied;
    });
    button.setAttribute("aria-live", "polite");
    text.after(button);
  }
}
