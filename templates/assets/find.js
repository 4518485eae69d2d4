/* The search: names first (names.js), the passages below them (Pagefind's index, or the offline edition's list). */
(() => {
  const dialog = document.querySelector("dialog.find");
  const field = document.getElementById("find-field");
  if (!dialog || !field || !dialog.showModal) return;
  document.documentElement.classList.add("finds");
  const results = dialog.querySelector(".find-results"), state = dialog.querySelector(".find-state");
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const NAMES = 6, PAGES = 8, FEW = 3, PAUSE = 120, WORDS = 26, BY = "by-";
  let engine = null, index = null, turn = 0, timer = 0;

  const address = (page) => new URL(page, base).href;

  const read = async (page, how) => (await fetch(address(page), how)).json();

  async function served() {
    return { known: await read("search/names.json"), passages };
  }

  /* Names from a list that is at hand; or from the part of a long one, and from all of it where a first letter may be a slip. */
  function finder(known) {
    if (known.names) {
      const whole = nameFinder.prepare(known);
      return { names: (query) => nameFinder.find(whole, query) };
    }
    const parts = new Map();
    const prepared = async (part) => nameFinder.prepare({ ...known, names: await read(`search/names/${part}.json`) });
    const find = async (part, query) => {
      if (!parts.has(part)) parts.set(part, prepared(part));
      const found = await parts.get(part).catch(() => parts.delete(part) && null);
      return found ? nameFinder.find(found, query) : [];
    };
    return {
      names: async (query) => {
        const part = nameFinder.part(query, known.letters);
        return known.parts.includes(part) ? find(part, query) : [];
      },
      near: (query) => find("all", query),
    };
  }

  /* Nothing but scripts can be loaded by a page that was opened from a disk (offline.js). */
  function load() {
    engine ??= (location.protocol === "file:" ? offlineSearch(base) : served())
      .then((made) => ({ ...made, ...finder(made.known) }))
      .catch(() => ((engine = null), { names: () => [], passages: () => [] }));
    return engine;
  }

  async function passages(query) {
    const found = await (index ??= bundled()).then((made) => made.search(query)).catch(forget);
    return Promise.all(found.results.slice(0, PAGES).map((one) => one.data().then(passage)));
  }

  /* What could not be had is asked for anew with the next query. */
  async function forget(fault) {
    const made = await index?.catch(() => null);
    index = null;
    await made?.destroy?.();
    throw fault;
  }

  /* The index is dealt out to bundles (search.py), which are asked together; the first has what asks them. */
  async function bundled() {
    const [first, ...others] = Object.keys(await read("search/pagefind/bundles.json", { cache: "no-cache" }));
    if (!first) return { search: () => ({ results: [] }) };
    const options = { baseUrl: base.pathname, excerptLength: WORDS };
    const made = await import(address("search/pagefind/0/pagefind.js"));
    await made.options(options);
    await Promise.all(others.map((_, at) => made.mergeIndex(address(`search/pagefind/${at + 1}/`), options)));
    return made;
  }

  /* The nearest thing with an address of its own before the best hit: a section, a block, a piece of evidence. The excerpt
     begins no sooner, and says who speaks where that is evidence: a claim must not be read as a finding. */
  function passage(data) {
    const hit = densest(data.locations);
    const anchor = (data.anchors ?? []).filter((one) => one.location <= hit).pop();
    const by = anchor?.id.startsWith(BY) ? anchor.text.trim() : "";
    const part = data.sub_results?.find((sub) => sub.locations?.includes(hit)) ?? data;
    const section = part.title && part.title !== data.meta.title ? part.title : "";
    const excerpt = by ? around(data, hit, anchor) : part.excerpt.replace(`${part.title}. `, "");
    const to = anchor ? `#${anchor.id.replace(BY, "")}` : "";
    return { title: data.meta.title, kind: data.meta.kind ?? "", section, by, excerpt, href: new URL(data.url.replace(/#.*/, ""), base).href + to };
  }

  function densest(locations) {
    const near = (at) => locations.filter((one) => one >= at && one < at + WORDS).length;
    return locations.reduce((best, at) => (best === null || near(at) > near(best) ? at : best), null) ?? Infinity;
  }

  /* The words of one piece of evidence around a hit, after who says it and before the number of the next. */
  function around(data, hit, anchor) {
    const mark = data.content.includes("\u200b") ? "\u200b" : " ";
    const parts = (text) => text.trim().split(mark === " " ? /\s+/ : mark);
    const next = data.anchors.find((one) => one.location > anchor.location && one.id.startsWith(BY));
    const words = parts(data.content), hits = new Set(data.locations);
    const first = anchor.location + parts(anchor.text).length, start = Math.max(first, hit - WORDS / 2);
    const marked = (word, at) => (hits.has(start + at) ? `<mark>${escaped(word)}</mark>` : escaped(word));
    return words.slice(start, Math.min(start + WORDS, next ? next.location - 1 : Infinity)).map(marked).join(mark);
  }

  const escaped = (word) => word.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);

  function node(tag, name, ...children) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...children);
    return made;
  }

  function text(tag, name, words) {
    const made = node(tag, name, words);
    made.dir = "auto";
    return made;
  }

  /* An excerpt is HTML of which only the marks are kept, as elements of our own. */
  function marked(excerpt) {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    const parts = [...parsed.childNodes].map((child) => (child.nodeName === "MARK" ? node("mark", "", child.textContent) : child.textContent));
    const made = node("span", "find-excerpt", ...parts);
    made.dir = "auto";
    return made;
  }

  function link(href, ...children) {
    const made = node("a", "", ...children);
    made.href = href;
    return node("li", "", made);
  }

  function nameItem(entry) {
    const other = entry.matched === entry.name ? [] : [text("span", "find-also", entry.matched)];
    return link(address(entry.page), node("span", "find-kind", entry.kind), text("b", "", entry.name), ...other);
  }

  function passageItem(found) {
    const where = [found.kind, found.section].filter(Boolean).join(", ");
    return link(found.href, node("span", "find-kind", where), text("b", "", found.title), ...(found.by ? [text("span", "find-by", found.by)] : []), marked(found.excerpt));
  }

  function section(title, items) {
    return items.length ? [node("h2", "", title), node("ul", "", ...items)] : [];
  }

  function say(names, passages, query) {
    const unsure = names.length && !names[0].sure;
    const near = unsure ? `No name is written “${query}”. Did you mean ${names[0].name}?` : "";
    const count = `${names.length || "No"} ${names.length === 1 ? "name" : "names"}, ${passages.length || "no"} ${passages.length === 1 ? "passage" : "passages"}`;
    state.textContent = query ? near || (names.length + passages.length ? count : `Nothing found for “${query}”`) : "";
    return unsure ? "Did you mean" : "Names";
  }

  /* Where the words are misspelt, or in a script that few pages use, the passages of the best name come too. */
  async function passagesOf(made, query, names) {
    const found = names.length && !names[0].sure ? [] : await made.passages(query);
    const more = found.length < FEW && names.length ? await made.passages(names[0].name) : [];
    const pages = new Set(found.map((one) => one.title));
    return [...found, ...more.filter((one) => !pages.has(one.title))].slice(0, PAGES);
  }

  async function search() {
    const query = field.value.trim(), mine = ++turn;
    if (!query) return show([], [], "");
    const made = await load();
    let found = await made.names(query);
    if (mine !== turn) return;
    show(found.slice(0, NAMES), [], query, false);
    let below = await passagesOf(made, query, found).catch(() => []);
    if (made.near && !found[0]?.sure && (found.length || below.length < FEW)) {
      found = await made.near(query);
      below = await passagesOf(made, query, found).catch(() => []);
    }
    if (mine === turn) show(found.slice(0, NAMES), below, query);
  }

  function show(names, passages, query, whole = true) {
    const title = whole ? say(names, passages, query) : names.length && !names[0].sure ? "Did you mean" : "Names";
    results.replaceChildren(...section(title, names.map(nameItem)), ...section("Passages", passages.map(passageItem)));
  }

  function open(words) {
    if (!dialog.open) dialog.showModal();
    if (typeof words === "string") field.value = words;
    field.focus();
    field.select();
    search();
    load();
  }

  function step(by) {
    const stops = [field, ...results.querySelectorAll("a")];
    stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
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
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter && !event.submitter.matches(".find-close")) return;
    const first = results.querySelector("a");
    if (document.activeElement !== field || !first) return;
    event.preventDefault();
    first.click();
  });
})();
