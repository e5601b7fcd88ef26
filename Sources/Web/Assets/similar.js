// While a report is written, shows matters like it that are already known, so that a neighbour
// can join one instead of telling it again.

const pauseMilliseconds = 600;
const lengthMin = 6;

for (const area of document.querySelectorAll("[data-similar-src]")) {
  const place = area.closest(".field")?.querySelector("[data-similar]");
  let timer;
  let asked;

  async function ask() {
    const text = area.value.trim();
    asked?.abort();
    if (text.length < lengthMin) return place.replaceChildren();
    asked = new AbortController();
    const address = new URL(area.dataset.similarSrc, location.href);
    address.searchParams.set("text", text.slice(0, 200));
    const chosen = area.form?.elements.namedItem("place")?.value;
    if (chosen) address.searchParams.set("place", chosen);
    const answer = await fetch(address, { signal: asked.signal });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), pauseMilliseconds);
  });
}
