// Pages work without this. What a page asks for by its data attributes is fetched, nothing more.

const wanted = [
  ["[data-preferences]", "./theme.js"],
  ["body[data-live]", "./live.js"],
  ["[data-rows], [data-search], [data-keys-overlay]", "./keys.js"],
  ["form[data-draft], [data-draft-sent], [data-owner]", "./drafts.js"],
  ["[data-select-tools]", "./select.js"],
  ["[data-similar-src]", "./similar.js"],
  ["[data-photos]", "./photos.js"],
  ["[data-tree]", "./tree.js"],
  ["[data-progress]", "./progress.js"],
  ["[data-map]", "./map.js"],
  ["[data-passkey]", "./passkeys.js"],
];

for (const [selector, module] of wanted) {
  if (document.querySelector(selector)) import(module);
}

// Passwords are shown to whoever asks, in the form where they ask.
for (const box of document.querySelectorAll("[data-show-passwords]")) {
  const fields = [...box.closest("form").querySelectorAll("input[type=password]")];
  box.hidden = false;
  box.addEventListener("change", (event) => {
    for (const field of fields) field.type = event.target.checked ? "text" : "password";
  });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-needs-passkeys]")) form.hidden = false;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const area of document.querySelectorAll("textarea[data-counter]")) {
  const counter = document.getElementById(area.dataset.counter);
  const count = () => {
    const left = area.maxLength - area.value.length;
    counter.textContent = area.dataset.counterWords.replace("{left}", left);
  };
  area.addEventListener("input", count);
  count();
}

// A form that is on its way is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.isSent) return event.preventDefault();
  form.dataset.isSent = "yes";
  window.addEventListener("pageshow", () => delete form.dataset.isSent, { once: true });
});

// A menu closes when one looks elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Escape closes what was unfolded around the focus, and the focus returns to what unfolds it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const at = document.activeElement;
  const around = at?.closest("details.menu[open], details.action[open]")
    ?? document.querySelector("details.menu[open]");
  if (!around) return;
  around.open = false;
  around.querySelector("summary").focus();
});
