/* What opens the search: a key, a link of the header or of a page. The search itself is loaded when it is first opened. */
(() => {
  const dialog = document.querySelector("dialog.find");
  const field = document.getElementById("find-field");
  if (!dialog || !field || !dialog.showModal) return;
  document.documentElement.classList.add("finds");
  const root = new URL("../", document.currentScript.src);
  const SCRIPTS = ["assets/names.js", "assets/query.js", "assets/facts.js", "assets/passages.js", "assets/offline.js", "assets/answers.js", "assets/results.js"];
  let loaded = null;

  /* in their order; where one cannot be had, all are asked for anew the next time */
  function load() {
    loaded ??= Promise.all(SCRIPTS.map((name) => run(new URL(name, root)))).catch(() => (loaded = null));
    return loaded;
  }

  function run(address) {
    const script = Object.assign(document.createElement("script"), { src: address.href, async: false });
    return new Promise((done, failed) => {
      [script.onload, script.onerror] = [done, failed];
      document.head.append(script);
    });
  }

  const page = () => document.querySelector("[data-find-page]");

  /* A page of results has a field of its own. */
  async function open(words) {
    const shown = page()?.querySelector("input") ?? field;
    if (shown === field && !dialog.open) dialog.showModal();
    if (typeof words === "string") shown.value = words;
    shown.focus();
    shown.select();
    if (await load()) shown.dispatchEvent(new Event("input"));
  }

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || typing(event.target)) return;
    if (event.key !== "/" && event.key !== "s") return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-find]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(opener.dataset.find || undefined);
  }, true);

  /* The words of an address that leads nowhere are likely those of a name. */
  function lost() {
    const link = document.querySelector("[data-find-address]");
    const words = decodeURIComponent(location.pathname).split("/").filter((part) => part && !part.startsWith("index.")).pop();
    if (!link || !words) return;
    link.dataset.find = words.replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
    link.textContent = gettext("Search for “{words}”", { words: link.dataset.find });
    link.closest("[hidden]")?.removeAttribute("hidden");
  }

  function start() {
    lost();
    if (page()) load();
  }

  if (window.document$) document$.subscribe(start);
  else start();
})();
