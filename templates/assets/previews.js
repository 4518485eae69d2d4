/* A small sheet beside a link to a record or to evidence: what the page there says first. The static pages say it too. */
(() => {
  const root = new URL("../", document.currentScript.src);
  const fine = matchMedia("(hover: hover) and (pointer: fine)");
  const ID = "peek";
  const OPEN_AFTER = 250;
  const CLOSE_AFTER = 200;
  let owner = null; // the link that the sheet is about, or is to be about soon
  const known = new Map(); // what pages say first, by address, once they are asked for
  let timer = 0;

  function line(tag, text) {
    return Object.assign(document.createElement(tag), { textContent: text.replace(/\s+/g, " ").replace(/ ;/g, ";").trim(), dir: "auto" });
  }

  function evidence(link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  }

  function linesOfEvidence(link) {
    const item = evidence(link);
    const [value, voice] = [item?.querySelector(".c"), item?.querySelector("[data-voice]")];
    if (!value || !voice) return [];
    const quotes = [...item.querySelectorAll("q")].filter((quote) => !value.contains(quote));
    return [
      line("b", value.textContent),
      ...quotes.map((quote) => line("q", quote.textContent)),
      line("small", voice.textContent),
    ];
  }

  async function load(address) {
    try {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      const article = page.querySelector("article[data-kind]");
      if (!article) return [];
      const name = [...article.querySelector("h1").childNodes].filter((node) => !node.matches?.(".headerlink"));
      const said = article.querySelector("#summary p")?.textContent;
      return [["b", name.map((node) => node.textContent).join("")], ["small", article.dataset.kind], ...(said ? [["span", said]] : [])];
    } catch {
      return []; // from a folder on disk, where nothing can be fetched
    }
  }

  function address(link) {
    const url = new URL(link.href, location.href);
    if (!url.href.startsWith(root.href) || url.pathname === location.pathname) return null;
    return /^[^/]+\/[^/]+\/(?:index\.html)?$/.test(url.pathname.slice(root.pathname.length)) ? url.pathname : null;
  }

  async function linesOfRecord(link) {
    const found = address(link);
    if (!found) return [];
    if (!known.has(found)) known.set(found, load(found));
    return (await known.get(found)).map((one) => line(...one));
  }

  function sheet() {
    const found = document.getElementById(ID);
    if (found) return found;
    const made = Object.assign(document.createElement("div"), { id: ID, className: "peek", hidden: true });
    made.setAttribute("role", "tooltip");
    made.addEventListener("pointerenter", () => clearTimeout(timer));
    made.addEventListener("pointerleave", closeSoon);
    document.body.append(made);
    return made;
  }

  function place(box, link) {
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - box.offsetWidth - 8;
    const start = getComputedStyle(box).direction === "rtl" ? at.right - box.offsetWidth : at.left;
    const fits = at.bottom + 6 + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(8, Math.min(start, widest)) + scrollX}px`;
    box.style.top = `${(fits ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY}px`;
  }

  async function open(link) {
    const isEvidence = link.hash.startsWith("#e-") && Boolean(evidence(link));
    const lines = isEvidence ? linesOfEvidence(link) : await linesOfRecord(link);
    if (owner !== link || !lines.length) return;
    const box = sheet();
    box.replaceChildren(...lines);
    box.classList.toggle("ne", isEvidence && Boolean(evidence(link).closest(".fr.ne")));
    box.hidden = false;
    place(box, link);
    link.setAttribute("aria-describedby", ID);
  }

  function close() {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    const box = document.getElementById(ID);
    if (box) box.hidden = true;
  }

  function closeSoon() {
    clearTimeout(timer);
    timer = setTimeout(close, CLOSE_AFTER);
  }

  function linkAt(target) {
    const link = fine.matches && target.closest?.("main a[href]");
    return link && !link.closest("svg, nav, .headerlink") ? link : null;
  }

  function openSoon(link, delay) {
    clearTimeout(timer);
    if (link === owner && !sheet().hidden) return;
    close();
    owner = link;
    timer = setTimeout(() => open(link), delay);
  }

  addEventListener("pointerover", ({ target, pointerType }) => {
    const link = pointerType === "mouse" ? linkAt(target) : null;
    if (link) openSoon(link, OPEN_AFTER);
  });
  addEventListener("pointerout", ({ target }) => owner && linkAt(target) === owner && closeSoon());
  addEventListener("focusin", ({ target }) => {
    const link = target.matches?.(":focus-visible") ? linkAt(target) : null;
    if (link) openSoon(link, 0);
  });
  addEventListener("focusout", () => owner && closeSoon());
  /* A tap shows first what stands there, and a second one goes there. */
  addEventListener("click", (event) => {
    const link = !fine.matches && event.target.closest?.("main a[href*='#e-']");
    if (!link || link === owner || link.matches(".n") || !evidence(link)) return close();
    event.preventDefault();
    openSoon(link, 0);
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && close());
  window.document$?.subscribe(close);
})();
