// A clause's link copies its whole address; without script it leads to the clause, whose address
// the browser then shows.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.permalink");
  if (!link || !navigator.clipboard) return;
  const words = link.dataset.words || link.textContent;
  link.dataset.words = words;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return;
  }
  link.textContent = link.dataset.copied;
  setTimeout(() => { link.textContent = words; }, 2000);
});

// A long text comes in parts: an address with a clause of another part leads to that part.
const wanted = decodeURIComponent(location.hash.slice(1));
if (wanted && document.querySelector("[data-parts]") && !document.getElementById(wanted)) {
  const place = new URL(location.href);
  if (place.searchParams.get("clause") !== wanted) {
    place.searchParams.set("clause", wanted);
    location.replace(place);
  }
}
