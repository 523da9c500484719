// A star keeps a course without leaving the page; without this file its form does the same and comes back.
const link = document.querySelector("[data-shortlist]");

document.getElementById("keeping")?.addEventListener("submit", async (event) => {
  const [form, button] = [event.target, event.submitter];
  if (!button?.dataset.keep || form.dataset.plainly) return;
  event.preventDefault();
  const body = new URLSearchParams({ act: button.value });
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    show(button, Number(button.dataset.keep), (await answer.json()).kept);
  } catch {
    form.dataset.plainly = "yes"; // the server's own page says what is wrong
    form.requestSubmit(button);
  }
});

function show(button, course, kept) {
  const holds = kept.includes(course);
  button.setAttribute("aria-pressed", String(holds));
  button.value = holds ? "drop" : "keep";
  if (!link) return;
  link.hidden = kept.length === 0;
  link.querySelector(".count").textContent = kept.length;
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
