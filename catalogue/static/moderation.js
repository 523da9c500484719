// Reasons by a click, verdicts by a key. Without this the buttons do the same.
const form = document.querySelector("form[data-decision]");
const KEYS = { a: "approved", c: "sent-back", r: "rejected" };

if (form) {
  const reason = form.querySelector("#reason");
  form.querySelector(".keys").hidden = false;
  for (const button of form.querySelectorAll("[data-reason]")) {
    button.addEventListener("click", () => {
      reason.value = [reason.value.trim(), button.textContent.trim()].filter(Boolean).join("\n");
      reason.focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    const verdict = KEYS[event.key];
    const writing = event.target.closest("input, textarea, select");
    if (!verdict || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = form.querySelector(`button[value="${verdict}"]`);
    if (button && (verdict === "approved" || reason.value.trim())) button.click();
    else reason.focus();
    event.preventDefault();
  });
}
