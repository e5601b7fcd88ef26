// A page with [data-passkey] asks the device for a passkey: "create" makes one, "get" signs with
// one. What the device answers goes into the fields of the form, which is then sent like any other.

const box = document.querySelector("[data-passkey]");
const form = box.querySelector("form[data-passkey-answer]");
const start = box.querySelector("[data-passkey-start]");
const problem = box.querySelector("[data-passkey-problem]");

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const asked = box.dataset;
const known = (asked.known ?? "").split(" ").filter(Boolean)
  .map((id) => ({ type: "public-key", id: bytes(id) }));
const common = { challenge: bytes(asked.challenge), timeout: 120_000 };

function create() {
  return navigator.credentials.create({ publicKey: {
    ...common,
    rp: { id: asked.host, name: asked.houseName },
    user: { id: bytes(asked.user), name: asked.userName, displayName: asked.userTitle },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known,
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
    attestation: "none",
  } });
}

function get() {
  return navigator.credentials.get({ publicKey: {
    ...common,
    rpId: asked.host,
    allowCredentials: known,
    userVerification: asked.verified === undefined ? "preferred" : "required",
  } });
}

async function ask() {
  problem.hidden = true;
  start.disabled = true;
  try {
    const made = asked.passkey === "create" ? await create() : await get();
    const { response } = made;
    const fields = form.elements;
    fields.namedItem("clientData").value = text(response.clientDataJSON);
    fields.namedItem("authenticatorData").value =
      text(response.authenticatorData ?? response.getAuthenticatorData());
    if (asked.passkey === "get") {
      fields.namedItem("credential").value = made.id;
      fields.namedItem("signature").value = text(response.signature);
    }
    form.requestSubmit();
  } catch {
    // Cancelled, too slow, or no such key here: the reader decides what comes next.
    problem.hidden = false;
    start.disabled = false;
    start.focus();
  }
}

start.hidden = false;
start.addEventListener("click", ask);
if (asked.passkey === "get") ask();
