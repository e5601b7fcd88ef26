// Shows how far long work came: what [data-progress] names is fetched again while it goes on, and
// then the page itself, which says what came of it.

const pauseMilliseconds = 2_000;

for (const region of document.querySelectorAll("[data-progress]")) {
  async function look() {
    if (document.hidden) return again();
    const answer = await fetch(region.dataset.progress, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return again();
    const text = await answer.text();
    if (!text.includes("data-going")) return location.replace(location.pathname);
    region.innerHTML = text;
    again();
  }

  function again() {
    setTimeout(() => look().catch(again), pauseMilliseconds);
  }

  if (region.querySelector("[data-going]")) again();
}
