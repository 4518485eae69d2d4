/* Shows what the search finds: in the dialog, the best of it, and on a page of results with an address of its own, all of it. */
(() => {
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const dialog = document.querySelector("dialog.find");
  const { answer, load } = answerer(base);
  const FEW = { names: 6, facts: 5, passages: 8 }, MANY = { names: 10, facts: 10, passages: 10 }, WHOLE_FACTS = 3;
  const PAUSE = 120, BEST = 50; // passages of a page of results, each of which is a file to read
  const SEARCH = location.protocol === "file:" ? "search/index.html" : "search/";

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

  /* A message with elements in the place of its holes. */
  const filled = (message, nodes) => message.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? nodes[part] : part));

  function item(href, ...children) {
    const made = node("a", "", ...children);
    made.href = new URL(href, base).href;
    return node("li", "", made);
  }

  /* An excerpt is HTML of which only the marks are kept, as elements of our own. */
  function marked(excerpt) {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    const parts = [...parsed.childNodes].map((child) => (child.nodeName === "MARK" ? node("mark", "", child.textContent) : child.textContent));
    const made = node("span", "find-excerpt", ...parts);
    made.dir = "auto";
    return made;
  }

  function nameItem(entry) {
    const other = entry.matched === entry.name ? [] : [text("span", "find-also", entry.matched)];
    const clause = entry.clause ? [text("span", "find-also", entry.clause)] : [];
    return item(entry.page, text("span", "find-kind", entry.kind), text("b", "", entry.name), ...other, ...clause);
  }

  /* Each value with who says it, speakers in bold; what contradicts the one before it behind a sign. */
  function factItem(fact) {
    const values = fact.values.flatMap(([contest, value, , denied, inferred, said], at) => {
      const sign = contest === "fact" ? [node("span", "x", "≠"), " "] : contest === "scope" ? [node("span", "x sc", "◇"), " "] : [];
      const by = said.flatMap(([speakers, article], place) => [place ? gettext("; ") : "", ...(speakers ? filled(gettext("{speakers}, in {article}"), { speakers: text("strong", "", speakers), article: text("span", "", article) }) : [text("span", "", article)])]);
      const shown = text("span", "find-value", value);
      const stated = filled(denied ? gettext("not {value}") : "{value}", { value: shown }).filter(Boolean);
      return [node("span", "find-said", ...sign, ...stated.map((part) => (part === shown ? part : node("span", "not", part))), ...(inferred ? [" ", gettext("≈ inferred"), " "] : [" "]), node("span", "find-by", ...by)), at < fact.values.length - 1 ? " " : ""];
    });
    const [, , link] = fact.values[0];
    const made = item(link.startsWith("#") ? fact.page + link : link, text("span", "find-kind", fact.kind), text("b", "", fact.name), text("span", "find-label", fact.label), ...values);
    made.classList.toggle("ne", fact.values.some(([contest]) => contest === "fact"));
    return made;
  }

  function passageItem(found) {
    const where = commas([found.kind, found.section].filter(Boolean));
    return item(found.href, text("span", "find-kind", where), text("b", "", found.title), ...(found.by ? [text("span", "find-by", found.by)] : []), marked(found.excerpt));
  }

  function say(found) {
    const { query, names, facts, passages, unknown } = found;
    if (!names.length && !facts.length && !passages.length) return gettext("Nothing found for “{query}”", { query });
    if (found.doubtful) return gettext("No name is written “{query}”. Did you mean {name}?", { query, name: names[0].name });
    const best = passages.length ? ngettext("{n} passage", "{n} passages", passages.length) : gettext("no passages");
    const counts = commas([
      names.length ? ngettext("{n} name", "{n} names", names.length) : gettext("no names"),
      facts.length ? ngettext("{n} fact", "{n} facts", facts.length) : gettext("no facts"),
      found.of ? gettext("{passages}, the best of {n}", { passages: best, n: amount(found.of) }) : best,
    ]);
    const whole = unknown.length ? gettext("{counts} without {words}", { counts, words: commas(unknown.map((words) => gettext("“{words}”", { words }))) }) : counts;
    return whole[0].toLocaleUpperCase(amount.language) + whole.slice(1);
  }

  /* A group with as many of its items as there is room for, and a button for more where there may be. */
  function group(title, items, words, more) {
    if (!items.length) return [];
    const button = more ? [Object.assign(node("button", "find-more", words), { type: "button", onclick: more })] : [];
    return [node("h2", "", title), node("ul", "", ...items), ...button];
  }

  /* Where a query is more than a name, what answers it comes before the names in it. */
  function groups(found, limits, passages, more) {
    const named = group(found.doubtful ? gettext("Did you mean") : gettext("Names"), found.names.slice(0, limits.names).map(nameItem), gettext("More names"), more?.("names", found.names));
    const facts = group(gettext("Facts"), found.facts.slice(0, limits.facts).map(factItem), gettext("More facts"), more?.("facts", found.facts));
    return [...(found.whole || found.doubtful ? [...named, ...facts] : [...facts, ...named]), ...group(gettext("Passages"), passages.map(passageItem), gettext("More passages"), more?.("passages", found.passages))];
  }

  const shownOf = (found, count) => Promise.all(found.passages.slice(0, count).map(found.shown));

  const ways = () => dialog.querySelector(".find-ways").cloneNode(true);

  function instead() {
    const made = ways();
    made.hidden = false;
    return made;
  }

  /* A field that is answered as it is written in, the last query alone. */
  function listen(field, ask) {
    let turn = 0, timer = 0;
    const now = () => {
      clearTimeout(timer);
      const mine = ++turn;
      ask(field.value.trim(), () => mine === turn);
    };
    field.addEventListener("input", (event) => {
      clearTimeout(timer);
      timer = setTimeout(now, event.isTrusted ? PAUSE : 0);
    });
    return now;
  }

  function setDialog() {
    const field = dialog.querySelector("input"), results = dialog.querySelector(".find-results"), state = dialog.querySelector(".find-state");
    const all = dialog.querySelector(".find-all");
    const put = (query, ...nodes) => {
      results.replaceChildren(...nodes);
      all.hidden = !query;
      all.href = `${new URL(SEARCH, base).href}?q=${encodeURIComponent(query)}`;
    };
    listen(field, async (query, current) => {
      if (!query) return put("", (state.textContent = ""));
      await answer(query, async (found, whole) => {
        const limits = found.whole ? { ...FEW, facts: WHOLE_FACTS } : FEW;
        const passages = whole ? await shownOf(found, FEW.passages) : [];
        if (!current()) return;
        put(query, ...groups(found, limits, passages));
        if (whole) state.textContent = say(found);
        if (whole && !results.children.length) put("", instead());
      });
    });
    const step = (by) => {
      const stops = [field, ...dialog.querySelectorAll(".find-results a, .find-all:not([hidden])")];
      stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
    };
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    dialog.querySelector("form").addEventListener("submit", (event) => {
      if (event.submitter && !event.submitter.matches(".find-close")) return;
      const first = results.querySelector("a");
      if (document.activeElement !== field || !first) return;
      event.preventDefault();
      first.click();
    });
  }

  /* The page of results: its query and the kind asked for stand in its address. */
  function setPage() {
    const page = document.querySelector("[data-find-page]");
    if (!page || page.dataset.ready) return;
    page.dataset.ready = "yes";
    const field = page.querySelector("input"), select = page.querySelector("select");
    const results = page.querySelector(".find-results"), state = page.querySelector(".find-state");
    const asked = new URLSearchParams(location.search);
    field.value = asked.get("q") ?? "";
    let last = null, limits = { ...MANY };

    const keep = () => {
      const query = new URLSearchParams(Object.entries({ q: field.value.trim(), kind: select.value }).filter(([, value]) => value)).toString();
      history.replaceState(history.state, "", location.pathname + (query && `?${query}`));
    };
    const more = (name, items) => items.length > limits[name] && (() => ((limits = { ...limits, [name]: limits[name] * 2 }), show()));

    function show() {
      const every = [...last.names, ...last.facts, ...last.passages];
      offer(every.map((one) => one.kind), every.length);
      const kept = (items) => items.filter((one) => !select.value || one.kind === select.value);
      const found = { ...last, names: kept(last.names), facts: kept(last.facts), passages: kept(last.passages) };
      results.replaceChildren(...groups(found, limits, found.passages.slice(0, limits.passages), more));
      state.textContent = every.length && !results.children.length ? gettext("Nothing of this kind for “{query}”", last) : say(found);
      if (!results.children.length) results.append(instead());
    }

    /* The kinds with how many each has; one that was chosen stays, with none if need be. */
    function offer(kinds, count) {
      const chosen = select.options.length > 1 ? select.value : (asked.get("kind") ?? "");
      const counted = new Map(chosen ? [[chosen, 0]] : []);
      for (const kind of kinds) if (kind) counted.set(kind, (counted.get(kind) ?? 0) + 1);
      const options = [...counted].sort(([a], [b]) => a.localeCompare(b, amount.language)).map(([kind, number]) => new Option(`${kind} (${amount(number)})`, kind));
      select.replaceChildren(new Option(gettext("all ({n})", { n: amount(count) }), ""), ...options);
      select.value = chosen;
    }

    const ask = listen(field, async (query, current) => {
      limits = { ...MANY };
      keep();
      if (!query) return results.replaceChildren((state.textContent = ""));
      await answer(query, async (found, whole) => {
        const passages = whole ? await shownOf(found, BEST) : [];
        if (!whole || !current()) return;
        last = { ...found, passages, of: found.passages.length > BEST && found.passages.length };
        show();
        keep();
      });
    });
    select.addEventListener("input", () => (keep(), last && show()));
    field.addEventListener("change", ask);
    if (field.value) ask();
    else field.focus();
  }

  setDialog();
  load();
  if (window.document$) document$.subscribe(setPage);
  else setPage();
})();
