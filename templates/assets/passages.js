/* Finds passages in Pagefind's index: those with all words, or where they are few, those with most of them. */
function passageFinder(base) {
  const WORDS = 26, BY = "by-", FEW = 3, MOST = 0.5;
  let index = null;

  const address = (page) => new URL(page, base).href;

  /* The index is dealt out to bundles (search.py), which are asked together; the first has what asks them. */
  async function bundled() {
    const list = await fetch(address("search/pagefind/bundles.json"), { cache: "no-cache" });
    const [first, ...others] = Object.keys(await list.json());
    if (!first) return { search: () => ({ results: [] }) };
    const options = { baseUrl: base.pathname, excerptLength: WORDS };
    const made = await import(address("search/pagefind/0/pagefind.js"));
    await made.options(options);
    await Promise.all(others.map((_, at) => made.mergeIndex(address(`search/pagefind/${at + 1}/`), options)));
    return made;
  }

  /* What could not be had is asked for anew with the next query. */
  async function forget(fault) {
    const made = await index?.catch(() => null);
    index = null;
    await made?.destroy?.();
    throw fault;
  }

  /* Every hit with its words' places; an excerpt is made when it is shown. */
  async function search(query, words = []) {
    try {
      const made = await (index ??= bundled());
      const whole = (await made.search(query)).results;
      const more = whole.length < FEW && words.length > 1 ? await some(made, words) : { results: [], unknown: [] };
      const known = new Set(whole.map((one) => one.id));
      return { results: [...whole, ...more.results.filter((one) => !known.has(one.id))], unknown: more.unknown };
    } catch (fault) {
      return forget(fault);
    }
  }

  /* Those with most of the words, by how rare the words are; and the words that nothing has. */
  async function some(made, words) {
    const each = await Promise.all(words.map(async (word) => (await made.search(word)).results));
    const weights = each.map((found) => (found.length ? 1 / Math.log(2 + found.length) : 0));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const merged = new Map();
    each.forEach((found, at) => {
      for (const one of found) {
        const { mass = 0, score = 0, places = [] } = merged.get(one.id) ?? {};
        merged.set(one.id, { ...one, mass: mass + weights[at], score: score + one.score * weights[at], places: [...places, ...one.words] });
      }
    });
    const kept = [...merged.values()].filter((one) => one.mass >= MOST * whole);
    return { results: kept.sort((a, b) => b.mass - a.mass || b.score - a.score), unknown: words.filter((_, at) => !weights[at]) };
  }

  /* The nearest thing with an address of its own before the best hit: a section, a block, a piece of evidence. The excerpt
     begins no sooner, and says who speaks where that is evidence: a claim must not be read as a finding. */
  async function shown(hit) {
    const data = await hit.data();
    const places = hit.places?.sort((a, b) => a - b) ?? data.locations;
    const at = densest(places);
    const anchor = (data.anchors ?? []).filter((one) => one.location <= at).pop();
    const by = anchor?.id.startsWith(BY) ? anchor.text.trim() : "";
    const part = data.sub_results?.filter((sub) => sub.anchor?.location <= at).pop() ?? data;
    const section = part.title && part.title !== data.meta.title ? part.title : "";
    const excerpt = by || hit.places ? around(data, places, at, by && anchor) : (data.sub_results?.find((sub) => sub.locations?.includes(at)) ?? data).excerpt;
    const to = anchor ? `#${anchor.id.replace(BY, "")}` : "";
    const href = new URL(data.url.replace(/#.*/, ""), base).href + to;
    return { title: data.meta.title, kind: data.meta.kind ?? "", section, by, excerpt: excerpt.replace(`${part.title}. `, ""), href };
  }

  function densest(places) {
    const near = (at) => places.filter((one) => one >= at && one < at + WORDS).length;
    return places.reduce((best, at) => (best === null || near(at) > near(best) ? at : best), null) ?? Infinity;
  }

  /* The words around a hit; those of one piece of evidence after who says it and before the number of the next. */
  function around(data, places, at, anchor) {
    const mark = data.content.includes("\u200b") ? "\u200b" : " ";
    const parts = (text) => text.trim().split(mark === " " ? /\s+/ : mark);
    const next = anchor && data.anchors.find((one) => one.location > anchor.location && one.id.startsWith(BY));
    const words = parts(data.content), hits = new Set(places);
    const start = Math.max(anchor ? anchor.location + parts(anchor.text).length : 0, at - WORDS / 2);
    const marked = (word, place) => (hits.has(start + place) ? `<mark>${escaped(word)}</mark>` : escaped(word));
    return words.slice(start, Math.min(start + WORDS, next ? next.location - 1 : Infinity)).map(marked).join(mark);
  }

  const escaped = (word) => word.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);

  return { search, shown };
}
