// A tick that sets all ticks of its table. Without this each is set by itself.
for (const all of document.querySelectorAll("[data-select-all]")) {
  const ticks = [...all.closest("table").querySelectorAll("tbody input[type=checkbox]")];
  const show = () => {
    const set = ticks.filter((tick) => tick.checked).length;
    all.checked = set === ticks.length;
    all.indeterminate = set > 0 && set < ticks.length;
  };
  all.hidden = false;
  all.addEventListener("change", () => ticks.forEach((tick) => { tick.checked = all.checked; }));
  for (const tick of ticks) tick.addEventListener("change", show);
  show();
}
