/* Answers a query with names, facts and passages, from the site's files or, in a folder on a disk, from one script. */
function answerer(base) {
  const FEW = 3, NAMES = 30, LEAD = 3, HALF = 0.5;
  let engine = null;

  const read = async (page) => (await fetch(new URL(page, base))).json();

  /* Each part of a list is read once; one that cannot be had is asked for anew. */
  function once(make) {
    const kept = new Map();
    return (key) => {
      if (!kept.has(key)) kept.set(key, make(key).catch(() => (kept.delete(key), null)));
      return kept.get(key);
    };
  }

  async function served() {
    const known = queryReader.prepare(await read("search/names.json"));
    const facts = await read("search/facts.json").catch(() => ({ facts: {} }));
    return { known, names: names(known), facts: found(facts, known), passages: passageFinder(base) };
  }

  /* Nothing but scripts can be loaded by a page that was opened from a disk (offline.js). */
  async function onDisk() {
    const { known: rows, facts, passages } = await offlineSearch(base);
    const known = queryReader.prepare(rows);
    return { known, names: names(known), facts: found({ facts }, known), passages };
  }

  /* Names from a list that is at hand; or from the parts of a long one, and from all of it where a first letter may be a slip. */
  function names(known) {
    if (known.names) {
      const whole = nameFinder.prepare(known);
      return { find: async (query) => nameFinder.find(whole, query), within: async (tokens) => nameFinder.within(whole, tokens) };
    }
    const part = once(async (name) => nameFinder.prepare({ ...known, names: await read(`search/names/${name}.json`) }));
    const those = (words) => [...new Set(words.map((word) => nameFinder.part(word, known.letters)))].filter((name) => known.parts.includes(name));
    const find = async (name, query) => ((await part(name)) ? nameFinder.find(await part(name), query) : []);
    return {
      find: async (query) => (await Promise.all(those([query]).map((name) => find(name, query)))).flat(),
      near: (query) => find("all", query),
      within: async (tokens) => {
        const read = (await Promise.all(those(tokens).map(part))).filter(Boolean);
        const entries = new Map(read.flatMap((one) => one.entries).map((entry) => [entry.page, entry]));
        return nameFinder.within({ ...known, entries: [...entries.values()] }, tokens);
      },
    };
  }

  /* Facts from a list that is at hand; or from the parts of a long one that have some pages. */
  function found(head, known) {
    if (head.facts) {
      const whole = factFinder.prepare(head.facts, known);
      return async (asked, named) => factFinder.find(whole, asked, named);
    }
    const part = once(async (file) => factFinder.prepare(await read(file), known));
    return async (asked, named, pages) => {
      const parts = new Set(pages.map((page) => head.parts.findLast(([first]) => first <= page)?.[1]).filter(Boolean));
      const those = (await Promise.all([...parts].map(part))).filter(Boolean).flat();
      return factFinder.find(those.filter((fact) => pages.includes(fact.page)), asked, named);
    };
  }

  function load() {
    engine ??= (location.protocol === "file:" ? onDisk() : served()).catch(() => ((engine = null), undefined));
    return engine;
  }

  /* The names that a query is, else those within it, else those that it may be a slip of. */
  async function namesFor(made, query, asked) {
    const { found: inside, named, unknown } = await made.names.within(asked.tokens);
    const whole = asked.text ? await made.names.find(query) : [];
    const plain = whole[0]?.sure || asked.text === query ? whole : [...(asked.text ? await made.names.find(asked.text) : []), ...whole];
    if (plain[0]?.sure) return { names: plain.filter((one) => one.sure), whole: true, named, unknown };
    return { names: inside[0]?.sure || !plain.length ? inside : plain, whole: false, named, unknown };
  }

  const quoted = (query) => (/[“”„«»"]/.test(query) ? query.replace(/[“”„«»]/g, '"') : "");

  /* Where the words are misspelt, or in a script that few pages use, the passages of the best name come too. */
  async function passagesFor(made, query, asked, names, doubtful) {
    const none = { results: [], unknown: asked.plain };
    const own = doubtful ? none : await made.passages.search(quoted(query) || asked.plain.join(" "), asked.plain);
    if (own.results.length >= FEW || !names.length) return own;
    const more = (await made.passages.search(names[0].name)).results;
    const known = new Set(own.results.map((one) => one.id));
    return { ...own, results: [...own.results, ...more.filter((one) => !known.has(one.id))] };
  }

  /* Calls show with what is found so far, and at last with all. */
  async function answer(query, show) {
    const made = await load();
    const nothing = { query, names: [], facts: [], passages: [], unknown: [], whole: false, doubtful: false };
    if (!made) return show(nothing, true);
    const asked = queryReader.read(query, made.known);
    let { names, whole, named, unknown } = await namesFor(made, query, asked);
    let facts = await made.facts(asked, named, names.map((one) => one.page));
    /* a query is a name where that has all its words that anything has */
    const held = (token, at) => names[0].those.has(at) || (unknown.includes(token) && facts.unknown.includes(token));
    const isName = () => whole || Boolean(names.length && !asked.dates.length && (!names[0].those || (names[0].covered >= HALF && asked.tokens.every(held))));
    const isDoubtful = () => names.length > 0 && !names[0].sure && (isName() || !facts.facts.length);
    const isAnswered = () => asked.types.includes(facts.facts[0]?.type);
    const sofar = () => ({ ...nothing, names: names.slice(0, NAMES), facts: facts.facts, whole: isName() && !isAnswered(), doubtful: isDoubtful(), shown: made.passages.shown });
    show(sofar(), false);
    let passages = await passagesFor(made, query, asked, names, isDoubtful()).catch(() => ({ results: [], unknown: [] }));
    if (made.names.near && !names[0]?.sure && (names.length || passages.results.length < FEW)) {
      names = await made.names.near(query);
      passages = await passagesFor(made, query, asked, names, isDoubtful()).catch(() => passages);
    }
    if (made.names.near) {
      const pages = await Promise.all(passages.results.slice(0, LEAD).map(async (one) => (await made.passages.shown(one)).href));
      const those = pages.map((href) => href.slice(base.href.length).replace(/#.*/, ""));
      facts = await made.facts(asked, named, [...new Set([...names.slice(0, NAMES).map((one) => one.page), ...those])]);
    }
    const nowhere = asked.plain.filter((word) => passages.unknown.includes(word) && nameFinder.words(word, made.known.letters).every((token) => unknown.includes(token) && facts.unknown.includes(token)));
    show({ ...sofar(), passages: passages.results, unknown: nowhere }, true);
  }

  return { answer, load };
}
