/* The search of the offline edition, where nothing can be fetched: a plain search in the list that the build wrote. */
async function offlineSearch(base) {
  const NEAR = 40, BEFORE = 16, FEW = 3, HALF = 0.5;
  const script = document.createElement("script");
  script.src = new URL("search/offline.js", base).href;
  await new Promise((done, failed) => {
    [script.onload, script.onerror] = [done, failed];
    document.head.append(script);
  });
  const { known, facts, passages: rows } = window.offlineData;
  const words = (text) => nameFinder.words(text, known.letters);
  const folded = rows.map(([, title, , , by, text]) => ` ${words(`${title} ${by} ${text}`).join(" ")}`);
  const escaped = (text) => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);

  /* The words around the first hit, with the hits marked, as Pagefind gives them. */
  function excerpt(text, asked) {
    const hit = (part) => words(part).some((word) => asked.some((one) => word.startsWith(one)));
    const parts = text.split(" ");
    const first = Math.max(parts.findIndex(hit) - BEFORE, 0);
    return parts.slice(first, first + NEAR).map((part) => (hit(part) ? `<mark>${escaped(part)}</mark>` : escaped(part))).join(" ");
  }

  /* One passage for each page, the first that holds so many of the words; pages of that name come first. */
  function holding(asked, least) {
    const found = new Map();
    rows.forEach(([address, title], at) => {
      const held = asked.filter((word) => folded[at].includes(` ${word}`)).length;
      const page = address.split("#")[0];
      if (held >= least && held > (found.get(page)?.held ?? 0)) found.set(page, { id: at, held, asked, named: asked.every((word) => words(title).includes(word)) });
    });
    return [...found.values()].sort((a, b) => b.held - a.held || b.named - a.named);
  }

  async function search(query) {
    const asked = [...new Set(words(query))];
    const whole = holding(asked, asked.length);
    const results = whole.length < FEW ? holding(asked, Math.max(1, Math.ceil(asked.length * HALF))) : whole;
    const unknown = asked.filter((word) => !folded.some((text) => text.includes(` ${word}`)));
    return { results, unknown };
  }

  async function shown({ id, asked }) {
    const [page, title, kind, section, by, text] = rows[id];
    return { title, kind, section, by, excerpt: excerpt(text, asked), href: new URL(page, base).href };
  }

  return { known, facts, passages: { search, shown } };
}
