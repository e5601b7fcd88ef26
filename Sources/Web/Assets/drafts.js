// A form with data-draft="name" is kept on this device while it is written, and restored with a
// notice. The page after sending carries data-draft-sent="name", which forgets it. Files,
// passwords, hidden fields, names and telephone numbers are never kept.

const prefix = "linli-draft-";
const keptDays = 7;

function store(act) {
  // Private windows may refuse storage; a form works without drafts.
  try { return act(window.localStorage); } catch { return null; }
}

function controls(form) {
  return [...form.elements].filter((control) =>
    control.name && !["hidden", "file", "password", "submit", "button", "tel"].includes(control.type)
    && control.autocomplete !== "name");
}

function save(form) {
  const values = controls(form).map((control) => [
    control.name, control.value,
    ["radio", "checkbox"].includes(control.type) ? control.checked : null,
  ]);
  const draft = JSON.stringify({ at: Date.now(), values });
  store((storage) => storage.setItem(prefix + form.dataset.draft, draft));
}

function restore(form) {
  const text = store((storage) => storage.getItem(prefix + form.dataset.draft));
  if (!text) return;
  const draft = JSON.parse(text);
  if (Date.now() - draft.at > keptDays * 86_400_000) return forget(form.dataset.draft);
  let changed = false;
  for (const control of controls(form)) {
    const kept = draft.values.find(([name, value, checked]) =>
      name === control.name && (checked === null || value === control.value));
    if (!kept) continue;
    const [, value, checked] = kept;
    if (checked !== null) {
      changed ||= control.checked !== checked;
      control.checked = checked;
    } else if (!control.value && value) {
      control.value = value;
      changed = true;
    }
    control.dispatchEvent(new Event("input"));
  }
  if (changed) notice(form);
}

function forget(name) {
  store((storage) => storage.removeItem(prefix + name));
}

function notice(form) {
  const { draftWords, draftDiscard } = form.dataset;
  if (!draftWords) return;
  const box = document.createElement("div");
  box.className = "message message-status draft-notice";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = draftWords;
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "button button-quiet";
  discard.textContent = draftDiscard ?? "×";
  discard.addEventListener("click", () => {
    forget(form.dataset.draft);
    form.reset();
    box.remove();
  });
  box.append(words, discard);
  form.prepend(box);
}

for (const sent of document.querySelectorAll("[data-draft-sent]")) forget(sent.dataset.draftSent);

for (const form of document.querySelectorAll("form[data-draft]")) {
  let timer;
  restore(form);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form), 500);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); save(form); });
}
