/* Escape closes the sheet of filters that covers the page of a phone, and gives the focus back. */
document.addEventListener("keydown", (event) => {
  const sheet = event.key === "Escape" && document.querySelector(".filters:target");
  if (!sheet || getComputedStyle(sheet).position !== "fixed") return;
  location.replace(sheet.querySelector(".filters-close a").hash);
  document.querySelector(".filters-open").focus();
});
