// Shows a run as it goes on; without this file the page has a button that does the same.
const every = 2000;

async function refresh() {
  if (!document.hidden) {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("progress");
      if (!fresh) return;
      if (fresh.dataset.status !== "running") return location.reload();
      document.getElementById("progress").innerHTML = fresh.innerHTML;
    }
  }
  setTimeout(refresh, every);
}

setTimeout(refresh, every);
