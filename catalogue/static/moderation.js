// Reasons by a click, verdicts and ways by a key. Without this the buttons and links do the same.
const form = document.querySelector("form[data-decision]");
const VERDICTS = { a: "approved", c: "sent-back", r: "rejected" };
const STEPS = { j: 1, k: -1 };
const items = [...document.querySelectorAll("a[data-item]")];

for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
for (const button of form?.querySelectorAll("[data-reason]") ?? []) {
  const reason = form.querySelector("#reason");
  button.addEventListener("click", () => {
    reason.value = [reason.value.trim(), button.textContent.trim()].filter(Boolean).join("\n");
    reason.focus();
  });
}

function decide(verdict) {
  const reason = form.querySelector("#reason");
  const button = form.querySelector(`button[value="${verdict}"]`);
  if (button && (!("reasoned" in button.dataset) || reason.value.trim())) button.click();
  else reason.focus();
}

function act(key) {
  if (items.length && STEPS[key]) {
    const at = items.indexOf(document.activeElement);
    items[Math.min(Math.max(at + STEPS[key], 0), items.length - 1)].focus();
  } else if (form?.matches("[data-keys]") && VERDICTS[key]) {
    decide(VERDICTS[key]);
  } else if (key === "t") {
    document.querySelector("[data-take]")?.click();
  } else {
    return false;
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("textarea, select, input:not([type=checkbox])");
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
});
