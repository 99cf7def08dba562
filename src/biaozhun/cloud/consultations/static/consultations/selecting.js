// Words that are selected in the draft can be commented on by themselves. Without this script the
// link beside each passage leads to the same form, where a sentence of it can be chosen.
(() => {
  "use strict";
  const draft = document.querySelector(".draft[data-comment]");
  if (!draft || !draft.dataset.comment) return;
  const link = document.createElement("a");
  link.className = "say-selected";
  link.textContent = draft.dataset.words;
  link.hidden = true;
  document.body.append(link);

  const passageOf = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest(".words[data-passage]");
  };
  const length = (text) => Array.from(text).length; // characters, as the server counts them
  const before = (words, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(words);
    range.setEnd(node, offset);
    return length(range.toString());
  };

  // What is selected in one passage; a selection that goes on into the next ends with the first.
  const selected = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const words = passageOf(range.startContainer);
    if (!words || !draft.contains(words)) return null;
    const from = before(words, range.startContainer, range.startOffset);
    const ends = passageOf(range.endContainer) === words;
    const to = ends ? before(words, range.endContainer, range.endOffset) : length(words.textContent);
    return to > from ? { at: words.dataset.passage, from, to } : null;
  };

  document.addEventListener("selectionchange", () => {
    const place = selected();
    link.hidden = !place;
    if (place) link.href = `${draft.dataset.comment}?${new URLSearchParams(place)}`;
  });
})();
