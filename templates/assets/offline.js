/* The search of the offline edition, where nothing can be fetched: a plain search in the list that the build wrote. */
async function offlineSearch(base) {
  const NEAR = 40, BEFORE = 16, MOST = 8;
  const script = document.createElement("script");
  script.src = new URL("search/offline.js", base).href;
  await new Promise((done, failed) => {
    [script.onload, script.onerror] = [done, failed];
    document.head.append(script);
  });
  const { known, passages: rows } = window.offlineData;
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

  /* One passage for each page, the first that holds every word; pages of that name come first. */
  function passages(query) {
    const asked = words(query), found = new Map();
    rows.forEach((row, at) => {
      const page = row[0].split("#")[0];
      if (!found.has(page) && asked.every((word) => folded[at].includes(` ${word}`))) found.set(page, row);
    });
    const named = ([, title]) => asked.every((word) => words(title).includes(word));
    const those = [...found.values()];
    return [...those.filter(named), ...those.filter((row) => !named(row))].slice(0, MOST).map(([page, title, kind, section, by, text]) => (
      { title, kind, section, by, excerpt: excerpt(text, asked), href: new URL(page, base).href }));
  }

  return { known, passages };
}
