// Suggestions below a search box while one types: the editable combobox with a list of the WAI-ARIA Authoring
// Practices.
// Focus stays in the box. Without this file the box is an ordinary one.
const PAUSE = 120;
const SHORTEST = 2;

class Combobox {
  constructor(box) {
    this.box = box;
    this.options = [];
    this.active = -1;
    this.turn = 0;
    this.known = new Map();
    const label = box.dataset.suggestLabel;
    this.list = element("div", {
      id: `${box.id}-suggestions`, class: "suggestions", role: "listbox", "aria-label": label,
    });
    this.status = element("div", { class: "visually-hidden", role: "status" });
    box.parentElement.append(this.list, this.status);
    const roles = {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    };
    for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);
    box.addEventListener("input", () => this.ask());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    box.form.addEventListener("submit", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get open() {
    return this.box.getAttribute("aria-expanded") === "true";
  }

  ask() {
    const turn = ++this.turn;
    clearTimeout(this.waiting);
    const text = this.box.value.trim();
    if (text.length < SHORTEST) return this.close();
    const show = (groups) => turn === this.turn && this.show(groups); // an answer that comes late is dropped
    if (this.known.has(text)) return show(this.known.get(text));
    this.waiting = setTimeout(() => this.fetch(text).then(show, () => turn === this.turn && this.close()), PAUSE);
  }

  async fetch(text) {
    const address = new URL(this.box.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const { groups } = await answer.json();
    this.known.set(text, groups);
    return groups;
  }

  show(groups) {
    this.list.replaceChildren(...groups.map((group, place) => this.group(group, place)));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.mark(-1);
    this.box.setAttribute("aria-expanded", String(this.options.length > 0));
    this.status.textContent = this.box.dataset.suggestCount.replace("{n}", this.options.length);
  }

  group({ kind, title, suggestions }, place) {
    const id = `${this.list.id}-${place}`;
    const heading = element("div", { id, class: "suggestions-title", role: "presentation" }, title);
    const options = suggestions.map(({ text, url, language }, number) => {
      const option = element("div", {
        id: `${id}-${number}`, class: `suggestion-${kind}`, role: "option", "aria-selected": "false",
      });
      option.append(element("span", language ? { lang: language } : {}, text));
      option.dataset.url = url;
      return option;
    });
    const group = element("div", { role: "group", "aria-labelledby": id });
    group.append(heading, ...options);
    return group;
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const act = this.open ? this.moves()[event.key] : { ArrowDown: () => this.ask() }[event.key];
    if (!act) return;
    if (act() !== false) event.preventDefault();
  }

  // Home, End and Enter are the box's own until an option is marked; moves wrap by way of the box
  moves() {
    const last = this.options.length - 1;
    const marked = (act) => () => (this.active < 0 ? false : act());
    return {
      ArrowDown: () => this.mark(this.active === last ? -1 : this.active + 1),
      ArrowUp: () => this.mark(this.active < 0 ? last : this.active - 1),
      Home: marked(() => this.mark(0)),
      End: marked(() => this.mark(last)),
      Enter: marked(() => this.choose(this.options[this.active])),
      Escape: () => this.close(),
    };
  }

  mark(place) {
    for (const [number, option] of this.options.entries()) {
      option.setAttribute("aria-selected", String(number === place));
    }
    this.active = place;
    if (place < 0) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", this.options[place].id);
    this.options[place].scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    if (!option) return;
    if (option.dataset.url) return location.assign(option.dataset.url);
    this.box.value = option.textContent;
    this.close();
    this.box.form.requestSubmit();
  }

  close() {
    this.turn += 1;
    clearTimeout(this.waiting);
    if (!this.open) return;
    this.mark(-1);
    this.box.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

for (const box of document.querySelectorAll("input[data-suggest]")) new Combobox(box);
