/* The desk of comments by keyboard, and nothing typed is lost: what is not saved stays in this browser, for this
   person and comment alone, until the service has it. Without this file the forms do the same, page by page. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-comments]");
  if (!desk) return;
  let isUnkept = false;
  let isReloading = false;
  const FAMILY = "consultations:";
  const left = document.getElementById("unsaved");
  const own = `${FAMILY}${left.dataset.person}:`;
  const here = `${own}${desk.dataset.comments}:`;

  const numberOf = (form) => form.closest("[data-number]").dataset.number;
  const keyOf = (form) => here + numberOf(form);
  const read = (key) => JSON.parse(localStorage.getItem(key));
  const say = (form, words) => { form.querySelector("[data-said]").textContent = words; };
  const forms = () => desk.querySelectorAll("form[data-answer]");

  /* What somebody else left in this browser is not for who sits here now. */
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(FAMILY) && !key.startsWith(own)) localStorage.removeItem(key);
  }

  function keep(form, act) {
    const told = new FormData(form);
    const kept = {
      disposition: told.get("disposition") || "",
      chosen: form.querySelector("input[name=disposition]:checked")?.parentElement.textContent.trim() || "",
      answer: told.get("answer"),
      seen: told.get("seen"),
      whole: told.get("whole") || "",
      action: form.getAttribute("action"),
      act,
    };
    store(keyOf(form), kept);
    return kept;
  }

  /* A browser that keeps nothing (full, or told so) still sends; leaving the page warns all the same. */
  function store(key, kept) {
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch { isUnkept = true; }
  }

  function fill(form, kept) {
    for (const radio of form.elements.disposition) radio.checked = radio.value === kept.disposition;
    form.elements.answer.value = kept.answer;
    form.elements.seen.value = kept.seen;
    if (form.elements.whole) form.elements.whole.checked = Boolean(kept.whole);
    say(form, left.dataset.restored);
  }

  /* One request; whatever comes of it, what was typed is in the store until the service has taken it. */
  async function send(key, kept, token, back) {
    const told = new FormData();
    for (const name of ["disposition", "answer", "seen", "whole", "act"]) told.set(name, kept[name]);
    told.set("csrfmiddlewaretoken", token);
    told.set("back", back);
    const answer = await fetch(kept.action, {
      method: "POST", body: told, headers: { "X-Requested-With": "fetch" }, redirect: "manual",
    });
    if (answer.ok) localStorage.removeItem(key);
    else store(key, { ...kept, act: "" });
    return answer;
  }

  /* While it is under way nothing is typed into it that the answer would sweep away. */
  function hold(form, isHeld) {
    form.toggleAttribute("data-sending", isHeld);
    for (const control of form.elements) {
      if (control.matches("textarea")) control.readOnly = isHeld;
      else if (control.matches("button, input:not([type=hidden])")) control.disabled = isHeld;
    }
  }

  async function submit(form, act) {
    const kept = keep(form, act);
    hold(form, true);
    try {
      const answer = await send(keyOf(form), kept, form.elements.csrfmiddlewaretoken.value, form.elements.back.value);
      if (answer.ok && kept.whole && act === "decide") { again(form); return; }
      if ([200, 409, 422].includes(answer.status)) replace(form, await answer.text(), answer.ok);
      else say(form, answer.type === "opaqueredirect" || answer.status === 403 ? left.dataset.login : left.dataset.failed);
    } catch {
      say(form, left.dataset.offline);
    }
    hold(form, false);
  }

  /* Other rows of the group were decided with it: the page comes anew, at the same comment. */
  function again(form) {
    isReloading = true;
    history.replaceState(null, "", `#${form.closest("[data-number]").id}`);
    location.reload();
  }

  function replace(form, html, isSaved) {
    const row = form.closest("[data-number]");
    const number = row.dataset.number;
    const had = row.contains(document.activeElement) || row.classList.contains("is-here");
    row.outerHTML = html;
    const fresh = desk.querySelector(`[data-number="${number}"]`);
    const anew = fresh.querySelector("form[data-answer]");
    if (!isSaved && anew) keep(anew, "");
    if (had) go(fresh, isSaved ? 1 : 0);
  }

  function go(row, step) {
    const rows = [...desk.querySelectorAll("[data-number]")];
    const at = row ? rows.indexOf(row) + step : 0;
    const next = rows[Math.min(Math.max(at, 0), rows.length - 1)];
    for (const old of desk.querySelectorAll(".is-here")) old.classList.remove("is-here");
    if (!next) return;
    next.classList.add("is-here");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  const keptHere = () => Object.keys(localStorage).filter((key) => key.startsWith(here));

  /* What is not saved, each with its words: of a comment that is decided by now they stand nowhere else. */
  function list() {
    const keys = keptHere();
    left.hidden = keys.length === 0;
    left.querySelector("[data-list]").replaceChildren(...keys.map((key) => {
      const kept = read(key);
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = kept.action;
      link.textContent = key.slice(here.length);
      const words = document.createElement("span");
      words.textContent = ` ${[kept.chosen, kept.answer.slice(0, 200)].filter(Boolean).join(" · ")} `;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "button-quiet";
      drop.textContent = left.dataset.drop;
      drop.addEventListener("click", () => { localStorage.removeItem(key); list(); });
      line.append(link, words, drop);
      return line;
    }));
  }

  /* What was to be saved when the connection broke is sent again; what was only typed waits for its person. */
  async function resend() {
    for (const key of keptHere()) {
      const kept = read(key);
      if (!kept || !kept.act) continue; // dealt with meanwhile, or only typed
      const form = [...forms()].find((one) => keyOf(one) === key);
      if (form) { await submit(form, kept.act); continue; }
      const token = document.querySelector("input[name=csrfmiddlewaretoken]");
      if (token) await send(key, kept, token.value, location.pathname).catch(() => {});
    }
    list();
  }

  desk.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-answer]");
    if (form) { keep(form, ""); list(); }
  });
  desk.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-answer]");
    if (!form) return;
    event.preventDefault();
    if (form.hasAttribute("data-sending")) return;
    const button = event.submitter || form.querySelector("button");
    submit(form, button.value).then(list);
  });

  function choose(row, place) {
    const radio = row.querySelectorAll("form[data-answer] input[name=disposition]")[place];
    if (!radio || radio.disabled) return;
    radio.checked = true;
    keep(radio.form, "");
    list();
  }

  function save(row) {
    const form = row.querySelector("form[data-answer]");
    if (form && !form.hasAttribute("data-sending")) form.requestSubmit(form.querySelector("button"));
  }

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-number]") || desk.querySelector(".is-here");
    const isWriting = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && row) {
      event.preventDefault();
      save(row);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isWriting) {
      if (event.key === "Escape" && row) row.focus();
      return;
    }
    const acts = {
      j: () => go(row, row ? 1 : 0),
      k: () => go(row, -1),
      1: () => row && choose(row, 0),
      2: () => row && choose(row, 1),
      3: () => row && choose(row, 2),
      e: () => row && row.querySelector("form[data-answer] textarea")?.focus(),
      x: () => row && row.querySelector("input[name=comment]")?.click(),
      "?": () => document.getElementById("keys")?.toggleAttribute("open"),
    };
    if (event.key === "Enter" && row && (event.target === row || event.target.type === "radio")) {
      event.preventDefault();
      save(row);
    } else if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  for (const form of forms()) {
    const kept = read(keyOf(form));
    if (kept) fill(form, kept);
  }
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false; // without this script the keys do nothing
  const there = location.hash && document.getElementById(location.hash.slice(1));
  if (there && there.matches("[data-number]")) go(there, 0);
  window.addEventListener("online", resend);
  window.addEventListener("beforeunload", (event) => {
    if (!isReloading && (isUnkept || keptHere().length)) event.preventDefault();
  });
  resend();
})();
