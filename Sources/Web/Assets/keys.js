// The desk by keyboard. Every key stands in the list that `?` shows: those that lead somewhere are
// links of that list, the others are the functions below. A person may switch single keys off.

import { isTyping } from "./announce.js";

const template = document.querySelector("[data-keys-overlay]");
const listKey = "linli-list";
const waitMilliseconds = 1_500;
let at = -1;
let first = "";
let timer;

function rows() {
  return [...document.querySelectorAll("[data-rows] [data-row]")];
}

function current() {
  const all = rows();
  return all.find((row) => row.contains(document.activeElement)) ?? all[at];
}

function walk(step) {
  const all = rows();
  if (all.length === 0) return;
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  at = Math.min(Math.max((focused >= 0 ? focused : at) + step, 0), all.length - 1);
  for (const row of all) row.classList.toggle("is-at", row === all[at]);
  all[at].querySelector("[data-row-link]")?.focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "nearest" });
}

function choose(isRange) {
  const box = current()?.querySelector("[data-select]");
  if (!box) return;
  box.dispatchEvent(new CustomEvent("select:row", { bubbles: true, detail: { isRange } }));
}

// The list that one came from, for the next and the one before.
function remember() {
  const links = [...document.querySelectorAll("[data-rows] [data-row-link]")];
  if (links.length === 0 || document.querySelector(".two-columns")) return;
  const list = { from: location.pathname + location.search, links: links.map((link) => link.pathname) };
  try { sessionStorage.setItem(listKey, JSON.stringify(list)); } catch { /* a private window */ }
}

function remembered() {
  try { return JSON.parse(sessionStorage.getItem(listKey)); } catch { return null; }
}

function neighbour(step) {
  const list = remembered();
  const place = list?.links.indexOf(location.pathname) ?? -1;
  const next = place < 0 ? undefined : list.links[place + step];
  if (next) location.assign(next);
}

function back() {
  const home = document.querySelector(".rail .brand, .brand")?.getAttribute("href");
  location.assign(remembered()?.from ?? home ?? "/");
}

function openFirst() {
  const action = document.querySelector("details.action-first, details.action");
  if (!action) return;
  action.open = true;
  const field = action.querySelector("input:not([type=hidden]), textarea, select, button");
  field?.focus();
}

function toActions() {
  const chosen = document.querySelector("[data-bulk-action]:not([hidden])");
  const isChosen = document.querySelector("[data-select]:checked");
  const target = isChosen && chosen ? chosen : document.querySelector("details.action > summary");
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

function showKeys() {
  let overlay = document.querySelector("dialog.overlay");
  if (!overlay && template) {
    document.body.append(template.content.cloneNode(true));
    overlay = document.querySelector("dialog.overlay");
  }
  if (overlay && !overlay.open) overlay.showModal();
}

// Opens the menu with the posts and goes to the first one that is not acted in.
function showPosts() {
  const other = document.querySelector("[data-posts] button:not([aria-current])");
  if (!other) return;
  other.closest("details").open = true;
  other.focus();
}

// A row is a link: Enter opens it without our help.
const native = null;

const keys = {
  "j": () => walk(1),
  "k": () => walk(-1),
  "Enter": native,
  "x": () => choose(false),
  "X": () => choose(true),
  "e": openFirst,
  ".": toActions,
  "u": back,
  "[": () => neighbour(-1),
  "]": () => neighbour(1),
  "/": () => document.querySelector("[data-search]")?.focus(),
  "p": showPosts,
  "?": showKeys,
};

function link(press) {
  return template?.content.querySelector(`[data-key="${CSS.escape(press)}"]`);
}

function begins(press) {
  return Boolean(template?.content.querySelector(`[data-key^="${CSS.escape(press)} "]`));
}

// What a key means now: `g` waits a moment for the second one.
function meaning(key) {
  const press = first ? `${first} ${key}` : key;
  first = "";
  clearTimeout(timer);
  const way = link(press);
  if (way) return () => location.assign(way.href);
  if (begins(press)) {
    return () => {
      first = press;
      timer = setTimeout(() => { first = ""; }, waitMilliseconds);
    };
  }
  return press === key ? keys[key] : undefined;
}

function listen(event) {
  if (event.key === "Escape" && isTyping()) return document.activeElement.blur();
  if (isTyping() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const act = meaning(event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

remember();
document.addEventListener("live:refreshed", remember);
for (const button of document.querySelectorAll("[data-keys-open]")) {
  button.hidden = false;
  button.addEventListener("click", showKeys);
}
if (template?.dataset.keysOverlay !== "off") document.addEventListener("keydown", listen);

// Tells that the keys are ready.
document.body.dataset.keys = template?.dataset.keysOverlay ?? "";
