// Keeps a page fresh. <body data-live="/events/…"> names a stream of server-sent events; each
// [data-live-region data-live-src="…"] is fetched again when one arrives. Whoever is typing, or
// has an action open, is not disturbed: a quiet pill offers the news instead.

import { announce, isTyping } from "./announce.js";

const { live, liveWords } = document.body.dataset;
const quietMilliseconds = 400;
const retryMaxMilliseconds = 60_000;
let retryMilliseconds = 2_000;
let timer;
let stream;

function isBusy(region) {
  return isTyping() || region.contains(document.activeElement)
    || document.querySelector("details.action[open]") !== null;
}

async function refresh(region) {
  const answer = await fetch(region.dataset.liveSrc, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  region.innerHTML = await answer.text();
  region.dispatchEvent(new CustomEvent("live:refreshed", { bubbles: true }));
}

function refreshAll() {
  document.querySelector(".live-pill")?.remove();
  for (const region of document.querySelectorAll("[data-live-region][data-live-src]")) {
    refresh(region).catch(() => {});
  }
  announce(liveWords);
}

function offer() {
  if (document.querySelector(".live-pill")) return;
  const pill = document.createElement("button");
  pill.type = "button";
  pill.className = "live-pill button button-first";
  pill.textContent = liveWords ?? "•";
  pill.addEventListener("click", refreshAll);
  document.body.append(pill);
  announce(liveWords);
}

function news() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const regions = [...document.querySelectorAll("[data-live-region]")];
    if (regions.length === 0 || regions.some(isBusy)) offer();
    else refreshAll();
  }, quietMilliseconds);
}

// The browser reconnects by itself after a lost line, but not after an error answer.
function connect() {
  stream = new EventSource(live);
  stream.addEventListener("open", () => { retryMilliseconds = 2_000; });
  stream.addEventListener("message", news);
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, retryMilliseconds);
    retryMilliseconds = Math.min(retryMilliseconds * 2, retryMaxMilliseconds);
  });
}

addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
connect();
