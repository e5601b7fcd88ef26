// The desk by keyboard: j and k walk over the rows, Enter opens, / searches, ? shows the keys.

import { isTyping } from "./announce.js";

let at = -1;

function walk(step) {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
  if (rows.length === 0) return;
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  at = Math.min(Math.max((focused >= 0 ? focused : at) + step, 0), rows.length - 1);
  for (const row of rows) row.classList.toggle("is-at", row === rows[at]);
  rows[at].querySelector("[data-row-link]")?.focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
}

function showKeys() {
  let overlay = document.querySelector("dialog.overlay");
  const template = document.querySelector("[data-keys-overlay]");
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

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  "/": () => document.querySelector("[data-search]")?.focus(),
  p: showPosts,
  "?": showKeys,
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping()) return document.activeElement.blur();
  if (isTyping() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const act = keys[event.key] ?? (marked && (() => marked.click()));
  if (!act || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
});

// Tells that the keys are listened to.
document.body.dataset.keys = "";
