// A language that the reader chose is kept on this browser.
document.querySelector(".languages")?.addEventListener("click", (event) => {
  const chosen = event.target.closest("a[hreflang]")?.hreflang;
  if (chosen) document.cookie = `language=${chosen}; path=/; max-age=31536000; samesite=lax`;
});

// Filters apply without a full reload and keep the address right; without this file the same form does the same by
// button.
const form = document.querySelector("form[data-live]");
const regions = ["results", "facets"];
let newest = 0;
let shown = location.pathname + location.search;

function addressOf(form) {
  const asked = new URLSearchParams();
  for (const [key, value] of new FormData(form)) {
    if (value && value !== form.elements[key].dataset?.default) asked.append(key, value);
  }
  const query = asked.toString();
  const page = form.action.split("?")[0]; // the fields hold what its query says
  return query ? `${page}?${query}` : page;
}

function remember(scope) {
  const open = new Map();
  for (const details of scope.querySelectorAll("details")) open.set(keyOf(details), details.open);
  return open;
}

function keyOf(details) {
  const facet = details.closest("[data-facet]")?.dataset.facet ?? "sheet";
  return `${facet}/${details.className}/${details.parentElement.querySelector("input")?.value ?? ""}`;
}

function swap(page) {
  const open = remember(document.getElementById("facets"));
  const held = document.activeElement;
  const focus = held?.matches("input[type=checkbox]") ? [held.name, held.value] : held?.id;
  for (const id of regions) document.getElementById(id).replaceWith(page.getElementById(id));
  for (const details of document.querySelectorAll("#facets details")) {
    if (open.get(keyOf(details))) details.open = true;
  }
  document.title = page.title;
  restore(focus);
}

function restore(focus) {
  if (Array.isArray(focus)) {
    const [name, value] = focus;
    const ticked = `input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;
    form.querySelector(ticked)?.focus({ preventScroll: true });
  } else if (focus) {
    document.getElementById(focus)?.focus({ preventScroll: true });
  }
}

async function show(address, record) {
  const turn = ++newest;
  document.getElementById("results").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== newest) return;
    swap(page);
    if (record) history.pushState(null, "", address);
    shown = location.pathname + location.search;
  } catch {
    if (turn === newest) location.assign(address);
  }
}

if (form) {
  document.documentElement.classList.add("live");
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox], select")) show(addressOf(form), true);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(form), true);
  });
  addEventListener("popstate", () => {
    // a jump within the page is no other search
    if (location.pathname + location.search === shown) return;
    show(location.href, false).then(() => {
      form.elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
    });
  });
}
