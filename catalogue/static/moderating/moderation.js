// Reasons by a click, verdicts and ways by a key. Without this the buttons and links do the same.
const form = document.querySelector("form[data-decision]");
const STEPS = { j: 1, k: -1 };
const KEPT = "moderation-keys";
const items = [...document.querySelectorAll("a[data-item]")];
const keyed = [...document.querySelectorAll("[data-key]")];
let on = remembered() !== "off";

for (const button of form?.querySelectorAll("[data-reason]") ?? []) {
  const reason = form.querySelector("#reason");
  button.addEventListener("click", () => {
    reason.value = [reason.value.trim(), button.textContent.trim()].filter(Boolean).join("\n");
    reason.focus();
  });
}

function remembered() {
  try { return localStorage.getItem(KEPT); } catch { return null; } // storage may be forbidden
}

function turn(to) {
  on = to;
  try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* for this page only, then */ }
  show();
}

function show() {
  for (const line of document.querySelectorAll(".keys")) {
    const button = line.querySelector("[data-keys-switch]");
    line.hidden = false;
    line.querySelector("[data-keys-on]").hidden = !on;
    button.textContent = on ? button.dataset.off : button.dataset.on;
  }
  for (const one of keyed) {
    if (on) one.setAttribute("aria-keyshortcuts", one.dataset.key);
    else one.removeAttribute("aria-keyshortcuts");
  }
}

function press(button) {
  const reason = form?.querySelector("#reason");
  if ("reasoned" in button.dataset && !reason.value.trim()) reason.focus();
  else button.click();
}

function act(key) {
  const button = keyed.find((one) => one.dataset.key === key);
  if (items.length && STEPS[key]) {
    const at = items.indexOf(document.activeElement);
    items[Math.min(Math.max(at + STEPS[key], 0), items.length - 1)].focus();
  } else if (button) {
    press(button);
  } else {
    return false;
  }
  return true;
}

for (const button of document.querySelectorAll("[data-keys-switch]")) button.addEventListener("click", () => turn(!on));
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("textarea, select, input:not([type=checkbox])");
  if (!on || event.repeat || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
});
show();
