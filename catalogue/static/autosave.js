// Keeps what is typed: on the server a few seconds after the last key, and in this browser until the server has it.
const form = document.querySelector("form[data-autosave]");
const said = form?.querySelector(".saved");
const PAUSE = 2500;
const kept = form ? `submission-${form.dataset.autosave}` : "";
let timer = 0;

function typed() {
  return [...new FormData(form)].filter(([name]) => name !== "csrf_token");
}

function restore() {
  const stored = localStorage.getItem(kept);
  if (!stored) return;
  for (const [name, value] of JSON.parse(stored)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox") field.checked ||= field.value === value;
      else if (field.type !== "hidden") field.value = value;
    }
  }
  save();
}

async function save() {
  const data = new FormData(form);
  data.set("autosave", "1");
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: data, redirect: "manual" });
    const saved = answer.ok && (await answer.json()).saved;
    if (saved) localStorage.removeItem(kept);
    said.textContent = saved ? said.dataset.saved : said.dataset.unsaved;
  } catch {
    said.textContent = said.dataset.unsaved;
  }
}

if (form) {
  restore();
  form.addEventListener("input", () => {
    localStorage.setItem(kept, JSON.stringify(typed()));
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
