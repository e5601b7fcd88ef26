// Large print and dark without a reload. The cookie lets the server draw the next page the same.

const root = document.documentElement;
const yearSeconds = 365 * 24 * 60 * 60;

function keep(name, value) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
}

function isDark() {
  if (root.dataset.theme) return root.dataset.theme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

const switches = {
  print: {
    isPressed: () => root.dataset.printSize === "large",
    values: ["normal", "large"],
    cookie: "linli_print",
    apply: (value) => { root.dataset.printSize = value; },
  },
  theme: {
    isPressed: isDark,
    values: ["light", "dark"],
    cookie: "linli_theme",
    apply: (value) => { root.dataset.theme = value; },
  },
};

function draw() {
  for (const [name, kind] of Object.entries(switches)) {
    for (const button of document.querySelectorAll(`[data-preferences] [name=${name}]`)) {
      const pressed = kind.isPressed();
      button.value = kind.values[pressed ? 0 : 1];
      const words = pressed ? button.dataset.wordsPressed : button.dataset.words;
      button.querySelector("span").textContent = words;
    }
  }
}

document.addEventListener("submit", (event) => {
  const kind = event.target.matches("[data-preferences]") && switches[event.submitter?.name];
  if (!kind) return;
  event.preventDefault();
  kind.apply(event.submitter.value);
  keep(kind.cookie, event.submitter.value);
  draw();
});

draw();
