// A form with data-draft="name" is kept on this device while it is written, and restored with a
// notice. The page after sending carries data-draft-sent="name", which forgets it. Files,
// passwords, hidden fields, names and telephone numbers are never kept. At the desk a draft belongs
// to the account: it goes when that account signs out, or when another signs in. Without a line
// nothing is sent by itself: the words stay, and whoever wrote them presses again.

const prefix = "linli-draft-";
const keptDays = 7;
const desk = document.querySelector("[data-owner]");
const own = prefix + (desk ? `${desk.dataset.owner}:` : "");
const left = ["hidden", "file", "password", "submit", "button", "tel", "email"];
const probeMilliseconds = 6_000;
let isLeaving = false;

function store(act) {
  // Private windows may refuse storage; a form works without drafts.
  try { return act(window.localStorage); } catch { return null; }
}

function keep(form) { return own + form.dataset.draft; }

function forget(key) { store((storage) => storage.removeItem(key)); }

function kept() {
  return store((storage) => Object.keys(storage).filter((key) => key.startsWith(prefix))) ?? [];
}

function read(key) {
  try { return JSON.parse(store((storage) => storage.getItem(key))); } catch { return null; }
}

// What is too old, unreadable or another account's does not stay on this device.
function sweep() {
  for (const key of kept()) {
    const draft = read(key);
    const isForeign = desk && /^linli-draft-\d+:/.test(key) && !key.startsWith(own);
    if (isForeign || !draft?.at || Date.now() - draft.at > keptDays * 86_400_000) forget(key);
  }
}

function controls(form) {
  return [...form.elements].filter((control) =>
    control.name && !left.includes(control.type) && control.autocomplete !== "name"
    && !/phone|reporterName/i.test(control.name));
}

function isChecking(control) { return ["radio", "checkbox"].includes(control.type); }

function isTouched(control) {
  if (isChecking(control)) return control.checked !== control.defaultChecked;
  if (control.type.startsWith("select")) {
    return [...control.options].some((option) => option.selected !== option.defaultSelected)
      && control.value !== "";
  }
  return control.value !== control.defaultValue;
}

function save(form) {
  if (isLeaving) return;
  const fields = controls(form);
  if (!fields.some(isTouched)) return;
  const values = fields.map((control) => [
    control.name, control.value, isChecking(control) ? control.checked : null,
  ]);
  const draft = JSON.stringify({ at: Date.now(), values });
  store((storage) => storage.setItem(keep(form), draft));
}

function restore(form) {
  const draft = read(keep(form));
  if (!draft) return;
  let changed = false;
  for (const control of controls(form)) {
    const found = draft.values.find(([name, value, checked]) =>
      name === control.name && (checked === null || value === control.value));
    if (!found) continue;
    const [, value, checked] = found;
    if (checked !== null) {
      changed ||= control.checked !== checked;
      control.checked = checked;
    } else if (value && control.value !== value && canHold(control, value)) {
      control.value = value;
      changed = true;
    }
    control.dispatchEvent(new Event("input"));
  }
  if (changed) notice(form);
}

function canHold(control, value) {
  return !control.type.startsWith("select")
    || [...control.options].some((option) => option.value === value);
}

function message(form, words, kind) {
  form.querySelector(`.draft-notice[data-kind="${kind}"]`)?.remove();
  const box = document.createElement("div");
  box.className = "message message-status draft-notice";
  box.dataset.kind = kind;
  box.setAttribute("role", kind === "offline" ? "alert" : "status");
  const text = document.createElement("p");
  text.textContent = words;
  box.append(text);
  form.prepend(box);
  return box;
}

function notice(form) {
  const { draftWords, draftDiscard } = form.dataset;
  if (!draftWords) return;
  const action = form.closest("details.action");
  if (action && !document.querySelector("details.action[open]")) action.open = true;
  const box = message(form, draftWords, "restored");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "button button-quiet";
  discard.textContent = draftDiscard ?? "×";
  discard.addEventListener("click", () => {
    forget(keep(form));
    form.reset();
    box.remove();
  });
  box.append(discard);
}

function isDown() { return !navigator.onLine || document.body.dataset.line === "down"; }

// The stream may be down for reasons of its own: ask once before saying that there is no line.
async function reaches() {
  if (!navigator.onLine) return false;
  try {
    const signal = AbortSignal.timeout(probeMilliseconds);
    return (await fetch("/health", { cache: "no-store", signal })).ok;
  } catch { return false; }
}

async function tryAgain(form, submitter) {
  if (await reaches()) {
    document.body.dataset.line = "up";
    form.requestSubmit(submitter);
  } else {
    message(form, desk?.dataset.offlineWords ?? form.dataset.draftWords, "offline")
      .scrollIntoView({ block: "nearest" });
  }
}

addEventListener("online", () => {
  for (const box of document.querySelectorAll('.draft-notice[data-kind="offline"]')) {
    if (desk) box.querySelector("p").textContent = desk.dataset.onlineWords;
  }
});

sweep();
for (const sent of document.querySelectorAll("[data-draft-sent]")) forget(own + sent.dataset.draftSent);

for (const form of document.querySelectorAll("form[data-draft]")) {
  let timer;
  restore(form);
  const keepNow = () => { clearTimeout(timer); save(form); };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form), 500);
  });
  addEventListener("pagehide", keepNow);
  form.addEventListener("submit", (event) => {
    keepNow();
    if (!desk || !isDown()) return;
    event.preventDefault();
    tryAgain(form, event.submitter);
  });
}

// Signing out leaves nothing behind on a device that others may use.
for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
  form.addEventListener("submit", () => {
    isLeaving = true;
    kept().forEach(forget);
  });
}
document.body.dataset.drafts = "";
