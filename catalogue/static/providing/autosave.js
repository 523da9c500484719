// Keeps what is typed: on the server a moment after the last key, and in this browser until the server has it. What the
// server answers is put beside the form: how it will look, what is in the catalogue already, what the text speaks of.
const form = document.querySelector("form[data-autosave]");
const said = form?.querySelector(".saved");
const seen = form?.elements.seen;
const PAUSE = 1500;
const kept = form ? `submission-${form.dataset.autosave}` : "";
let timer = 0;

function typed() {
  return [...new FormData(form)].filter(([name]) => name !== "csrf_token" && name !== "seen");
}

function keep(sent = false) {
  localStorage.setItem(kept, JSON.stringify({ seen: seen.value, sent, typed: typed() }));
}

function restore() {
  const stored = JSON.parse(localStorage.getItem(kept) ?? "null");
  if (!stored) return;
  if (stored.sent && stored.seen !== seen.value) return localStorage.removeItem(kept); // the server took it
  for (const [name, value] of stored.typed) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "checkbox") field.checked ||= field.value === value;
      else if (field.type !== "hidden") field.value = value;
    }
  }
  seen.value = stored.seen; // if something else was saved meanwhile, the server says so
  save();
}

function show(panels) {
  for (const [name, html] of Object.entries(panels)) {
    const panel = document.getElementById(`panel-${name}`);
    if (panel && panel.dataset.shown !== html && !panel.contains(document.activeElement)) {
      panel.innerHTML = html;
      panel.dataset.shown = html;
    }
  }
}

async function save() {
  const data = new FormData(form);
  data.set("autosave", "1");
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: data, redirect: "manual" });
    const found = answer.ok ? await answer.json() : {};
    if (found.saved) {
      seen.value = found.seen;
      localStorage.removeItem(kept);
      show(found.panels);
    }
    const { saved, elsewhere, unsaved } = said.dataset;
    said.textContent = found.saved ? saved : found.elsewhere ? elsewhere : unsaved;
  } catch {
    said.textContent = said.dataset.unsaved;
  }
}

// A skill area that the text speaks of stands in the list of all of them too: both are ticked, or neither.
function tickAlike(changed) {
  for (const other of form.querySelectorAll(`input[name=skill_areas][value="${CSS.escape(changed.value)}"]`)) {
    other.checked = changed.checked;
    if (changed.checked && other !== changed) other.closest("details")?.setAttribute("open", "");
  }
}

if (form) {
  restore();
  form.addEventListener("input", (event) => {
    if (event.target.name === "skill_areas") tickAlike(event.target);
    keep();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(true);
  });
}
