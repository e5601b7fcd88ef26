// Says something to those who listen to the page, without moving anything.

export function announce(words) {
  const place = document.querySelector("[data-announcer]");
  if (!place || !words) return;
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = words; });
}

export function isTyping() {
  const at = document.activeElement;
  return Boolean(at?.matches("input:not([type=radio]):not([type=checkbox]), textarea, select"));
}
