// <script src="https://…/widget.js" data-collection="slug" data-lang="es" data-theme="light" async></script>
(() => {
  const script = document.currentScript;
  if (!script?.dataset.collection) return;
  const origin = new URL(script.src).origin;
  const frame = document.createElement("iframe");
  const address = new URL(`/collections/${encodeURIComponent(script.dataset.collection)}/embed`, origin);
  for (const name of ["lang", "theme"]) if (script.dataset[name]) address.searchParams.set(name, script.dataset[name]);
  frame.src = address.href;
  frame.title = script.dataset.title || "Training courses";
  frame.loading = "lazy";
  frame.width = "100%";
  frame.height = "600";
  frame.setAttribute("frameborder", "0");
  addEventListener("message", (event) => {
    if (event.origin === origin && event.source === frame.contentWindow && Number(event.data?.height)) {
      frame.height = String(Math.ceil(event.data.height));
    }
  });
  script.after(frame);
})();
