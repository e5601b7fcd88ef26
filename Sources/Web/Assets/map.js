// Moves the map that the server draws: drag, pinch or turn the wheel, and the part is fetched anew.
// Every way on the map is a link, so that it works without this; with it, the page stays where it is.

import { announce } from "./announce.js";

const map = document.querySelector("[data-map]");
const stepMax = 60;
const dragMin = 6;
const settleMilliseconds = 350;
const pointers = new Map();
let start = null;
let didDrag = false;
let shift = { x: 0, y: 0, scale: 1, atX: 500, atY: 500 };
let timer;
let asked = 0;

const drawing = () => map.querySelector(".map-svg");

function partOf(address) {
  const url = new URL(address, location.href);
  url.pathname += "/part";
  return url;
}

// Fetches what an address shows and takes its place; the focus stays on the same way.
async function go(address, isChosen = false) {
  const turn = ++asked;
  const key = document.activeElement?.dataset?.mapKey;
  map.setAttribute("aria-busy", "true");
  const answer = await fetch(partOf(address), { headers: { Accept: "text/html" } })
    .catch(() => null);
  const text = answer?.ok && !answer.redirected ? await answer.text() : null;
  if (turn !== asked) return;
  map.removeAttribute("aria-busy");
  if (text === null) {
    place({ x: 0, y: 0, scale: 1, atX: 500, atY: 500 });
    announce(map.dataset.mapProblem);
    return;
  }
  map.innerHTML = text;
  shift = { x: 0, y: 0, scale: 1, atX: 500, atY: 500 };
  map.dataset.liveSrc = partOf(address);
  history.replaceState(null, "", address);
  if (isChosen) {
    const head = map.querySelector("#map-place");
    head?.focus({ preventScroll: true });
    head?.closest("section").scrollIntoView({ block: "nearest" });
  } else if (key) {
    map.querySelector(`[data-map-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }
}

map.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-map-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (didDrag) return;
  const address = link.getAttribute("href");
  const before = new URLSearchParams(location.search).get("place");
  const place = new URL(address, location.href).searchParams.get("place");
  go(address, place !== null && place !== before);
});

// ---- Dragging, pinching, turning ----

// Where a pointer is, in units of the drawing.
function unit(event) {
  const box = drawing().getBoundingClientRect();
  const height = Number(drawing().dataset.height);
  const scale = Math.max(1000 / box.width, height / box.height);
  return {
    x: (event.clientX - box.left - (box.width - 1000 / scale) / 2) * scale,
    y: (event.clientY - box.top - (box.height - height / scale) / 2) * scale,
  };
}

function place(next) {
  shift = next;
  drawing()?.querySelector("[data-map-world]")?.setAttribute("transform",
    `translate(${shift.x + shift.atX * (1 - shift.scale)} ${shift.y + shift.atY * (1 - shift.scale)}) scale(${shift.scale})`);
}

// Asks for what the drawing was moved to: the nearest step of nearness.
function settle() {
  const { latitude, longitude, span, shrink, zoom, zoomMax } = drawing().dataset;
  const steps = Math.min(Math.max(Math.round(Math.log2(shift.scale)), -zoom), zoomMax - zoom);
  const scale = 2 ** steps;
  // The unit that comes to stand in the middle.
  const half = drawing().dataset.height / 2;
  const middle = (half, moved, at) => (half - moved - at * (1 - scale)) / scale - half;
  const url = new URL(location.href);
  const next = Number(zoom) + steps;
  if (next === 0 && steps < 0) {
    url.searchParams.delete("z");
    url.searchParams.delete("at");
  } else {
    const north = Number(latitude) - middle(half, shift.y, shift.atY) / 1000 * span;
    const east = Number(longitude) + middle(500, shift.x, shift.atX) / 1000 * span / shrink;
    url.searchParams.set("at", `${clamp(north, 90)},${clamp(east, 180)}`);
    url.searchParams.set("z", Math.max(next, 0));
  }
  // The whole cannot be moved: one goes nearer first.
  if (next === 0 && steps === 0) return place({ x: 0, y: 0, scale: 1, atX: 500, atY: 500 });
  go(url.pathname + url.search);
}

function clamp(degrees, most) {
  return Math.min(Math.max(degrees, -most), most).toFixed(6);
}

function spread() {
  const [a, b] = [...pointers.values()];
  return {
    x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1),
  };
}

function begin() {
  start = pointers.size > 1
    ? { ...spread(), shift } : { ...[...pointers.values()][0], apart: null, shift };
}

map.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".map-svg") || event.button) return;
  clearTimeout(timer);
  if (pointers.size === 0) didDrag = false;
  pointers.set(event.pointerId, unit(event));
  begin();
});

addEventListener("pointermove", (event) => {
  if (!pointers.has(event.pointerId) || !start) return;
  pointers.set(event.pointerId, unit(event));
  const now = start.apart === null ? [...pointers.values()][0] : spread();
  const [x, y] = [now.x - start.x, now.y - start.y];
  if (!didDrag && Math.hypot(x, y) < dragMin * 2 && start.apart === null) return;
  if (!didDrag) drawing().setPointerCapture?.(event.pointerId);
  didDrag = true;
  const scale = start.apart === null ? 1 : now.apart / start.apart;
  place({
    x: start.shift.x + x, y: start.shift.y + y, scale: start.shift.scale * scale,
    atX: start.apart === null ? start.shift.atX : start.x,
    atY: start.apart === null ? start.shift.atY : start.y,
  });
});

function lift(event) {
  if (!pointers.delete(event.pointerId)) return;
  if (pointers.size > 0) return begin();
  start = null;
  if (didDrag) settle();
}

addEventListener("pointerup", lift);
addEventListener("pointercancel", lift);

map.addEventListener("dragstart", (event) => event.preventDefault());

map.addEventListener("wheel", (event) => {
  if (!event.target.closest(".map-svg")) return;
  event.preventDefault();
  const at = unit(event);
  const turned = Math.min(Math.max(-event.deltaY, -stepMax), stepMax) / stepMax;
  place({ ...shift, scale: Math.min(Math.max(shift.scale * 2 ** (turned / 2), .25), 4), atX: at.x, atY: at.y });
  clearTimeout(timer);
  timer = setTimeout(settle, settleMilliseconds);
}, { passive: false });

// Where no news come, it is drawn anew from time to time while somebody looks.
if (map.dataset.mapRefresh) {
  setInterval(() => {
    const isIdle = pointers.size === 0 && !map.contains(document.activeElement);
    if (document.visibilityState === "visible" && isIdle) go(location.pathname + location.search);
  }, Number(map.dataset.mapRefresh) * 1000);
}
