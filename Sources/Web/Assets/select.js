// Choosing rows of a list for one action. Without this the boxes work all the same; with it a range
// can be chosen, the bar offers what all chosen rows share, and a refreshed list keeps its choice.

import { announce } from "./announce.js";

const mostChosen = 50;
const bar = document.querySelector("[data-bulk]");
const tools = document.querySelector("[data-select-tools]");
const all = document.querySelector("[data-select-all]");
const none = document.querySelector("[data-select-none]");
const count = document.querySelector("[data-bulk-count]");
const lead = count.textContent;
const chosen = new Set();
let last = null;

function boxes() {
  return [...document.querySelectorAll("[data-select]")];
}

function shared() {
  const lists = boxes().filter((box) => box.checked)
    .map((box) => new Set(box.dataset.actions.split(" ")));
  return (action) => lists.length === 0 || lists.every((list) => list.has(action));
}

function draw() {
  const present = boxes();
  chosen.clear();
  for (const box of present) {
    box.closest("[data-row]").classList.toggle("is-chosen", box.checked);
    if (box.checked) chosen.add(box.value);
  }
  const isShared = shared();
  let offered = 0;
  for (const button of bar.querySelectorAll("[data-bulk-action]")) {
    button.hidden = !isShared(button.value);
    if (!button.hidden) offered += 1;
  }
  const words = chosen.size === 0 ? lead
    : count.dataset.words.replace("{count}", chosen.size) + (offered ? "" : count.dataset.none);
  count.textContent = words;
  all.checked = chosen.size > 0 && chosen.size === present.length;
  all.indeterminate = chosen.size > 0 && chosen.size < present.length;
  tools.hidden = present.length === 0;
  none.hidden = chosen.size === 0;
}

function say() {
  announce(count.textContent);
}

function set(box, isChecked) {
  if (isChecked && !box.checked && boxes().filter((one) => one.checked).length >= mostChosen) return;
  box.checked = isChecked;
}

// From the row chosen last to this one.
function range(box) {
  const present = boxes();
  const from = Math.max(present.findIndex((one) => one.value === last), 0);
  const to = present.indexOf(box);
  for (const one of present.slice(Math.min(from, to), Math.max(from, to) + 1)) set(one, true);
}

function finish(box) {
  last = box.value;
  draw();
  say();
}

document.addEventListener("select:row", (event) => {
  if (event.detail.isRange) range(event.target);
  else set(event.target, !event.target.checked);
  finish(event.target);
});

document.addEventListener("click", (event) => {
  if (!event.shiftKey || !event.target.matches("[data-select]")) return;
  range(event.target);
  finish(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select]")) finish(event.target);
});

all.addEventListener("change", () => {
  for (const box of boxes()) set(box, all.checked);
  draw();
  say();
});

none.addEventListener("click", () => {
  for (const box of boxes()) box.checked = false;
  draw();
  say();
});

document.addEventListener("live:refreshed", () => {
  for (const box of boxes()) box.checked = chosen.has(box.value);
  draw();
});

addEventListener("pageshow", draw);
draw();
document.body.dataset.choosing = "";
