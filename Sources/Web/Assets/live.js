// Keeps a page fresh. <body data-live="/events/…"> names a stream of server-sent events; each
// [data-live-region data-live-src="…"] is fetched again when one arrives. Whoever is typing, has
// an action open or rows chosen is not disturbed: a quiet pill offers the news instead. In quiet
// hours the bell changes its number and nothing is said, but for emergencies that one lets through.

import { announce, isTyping } from "./announce.js";

const { live, liveWords } = document.body.dataset;
const quietMilliseconds = 400;
const retryMaxMilliseconds = 60_000;
const title = document.title;
let retryMilliseconds = 2_000;
let timer;
let stream;

function isBusy(region) {
  return isTyping() || region.contains(document.activeElement)
    || region.querySelector("[data-select]:checked") !== null
    || document.querySelector("details.action[open]") !== null;
}

async function fragment(source) {
  const answer = await fetch(source, { headers: { Accept: "text/html" } });
  return answer.ok && !answer.redirected ? answer.text() : null;
}

async function refresh(region) {
  const text = await fragment(region.dataset.liveSrc);
  if (text === null) return;
  region.innerHTML = text;
  region.dispatchEvent(new CustomEvent("live:refreshed", { bubbles: true }));
}

function refreshAll(maySpeak) {
  document.querySelector(".live-pill")?.remove();
  for (const region of document.querySelectorAll("[data-live-region][data-live-src]")) {
    refresh(region).catch(() => {});
  }
  if (maySpeak) announce(liveWords);
}

function offer(maySpeak) {
  if (document.querySelector(".live-pill")) return;
  const pill = document.createElement("button");
  pill.type = "button";
  pill.className = "live-pill button button-first";
  pill.textContent = liveWords ?? "•";
  pill.addEventListener("click", () => refreshAll(true));
  document.body.append(pill);
  if (maySpeak) announce(liveWords);
}

function bellState() {
  const state = document.querySelector("[data-bell-state]");
  return {
    count: Number(state?.dataset.count ?? 0), urgent: Number(state?.dataset.urgent ?? 0),
    isQuiet: state !== null && "quiet" in state.dataset, words: state?.textContent.trim(),
  };
}

// Rings the bell: the number changes; title and voice only where one may be disturbed.
async function ring() {
  const bell = document.querySelector("[data-bell]");
  if (!bell) return true;
  const before = bellState();
  const text = await fragment(bell.dataset.bell).catch(() => null);
  if (text === null) return !before.isQuiet;
  bell.innerHTML = text;
  const now = bellState();
  const maySpeak = !now.isQuiet || now.urgent > before.urgent;
  if (maySpeak) document.title = now.count > 0 ? `(${now.count}) ${title}` : title;
  return maySpeak;
}

function news() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const maySpeak = await ring();
    const regions = [...document.querySelectorAll("[data-live-region]")];
    if (regions.length === 0 || regions.some(isBusy)) offer(maySpeak);
    else refreshAll(maySpeak);
  }, quietMilliseconds);
}

// The browser reconnects by itself after a lost line, but not after an error answer.
function connect() {
  stream = new EventSource(live);
  stream.addEventListener("open", () => {
    retryMilliseconds = 2_000;
    document.body.dataset.line = "up";
  });
  stream.addEventListener("message", news);
  stream.addEventListener("error", () => {
    document.body.dataset.line = "down";
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, retryMilliseconds);
    retryMilliseconds = Math.min(retryMilliseconds * 2, retryMaxMilliseconds);
  });
}

addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
connect();
