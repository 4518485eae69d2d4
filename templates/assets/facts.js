/* Finds the facts that answer a query: by the words of attribute, value, record and speaker, the rarer the more they count. */
const factFinder = (() => {
  const FIELDS = { label: 1.2, value: 1, name: 0.9, by: 0.8, kind: 0.5 };
  const FEWEST = 0.5; // of what is asked for, by weight, that a fact must have
  const NEAR = 0.7; // of the best fact's score
  const DATE = 3, TYPE = 0.4, LONG = 200;

  /* Pages are as facts.json has them: [name, kind, [[label, type, [[contest, text, link, denied, inferred, said]]]]] by address. */
  function prepare(pages, known) {
    const heard = (text) => new Set(nameFinder.words(text, known.letters));
    return Object.entries(pages).flatMap(([page, [name, kind, facts]]) =>
      facts.map(([label, type, values]) => {
        const text = values.map((value) => value[1]).join("; ");
        const by = values.flatMap((value) => value[5].flat()).join(" ");
        const words = { label: heard(label), value: heard(text), name: heard(name), by: heard(by), kind: heard(kind) };
        return { page, name, kind, label, type, values, words, dates: queryReader.datesIn(text, known), size: Math.min(words.value.size, LONG / 2) };
      }),
    );
  }

  /* How much a word of a fact is the one asked for. */
  function likeness(asked, word) {
    if (asked === word) return 1;
    if (/\d/.test(asked + word)) return 0;
    const [one, other] = [nameFinder.stem(asked), nameFinder.stem(word)];
    if (one === other) return 0.9;
    if (one.length > 3 && other.startsWith(one)) return 0.7;
    return other.length > 4 && one.startsWith(other) && one.length - other.length < 4 ? 0.6 : 0;
  }

  function best(words, likely) {
    let most = 0;
    for (const word of words) most = Math.max(most, likely.get(word) ?? 0);
    return most;
  }

  const same = (asked, date) => ["y", "m", "d"].every((part) => asked[part] === undefined || asked[part] === date[part]);

  /* What each word asked for is like, and how much it counts; `named` has the words with which a page was found by name. */
  function weigh(facts, tokens, named) {
    const vocabulary = new Set(facts.flatMap((fact) => Object.values(fact.words).flatMap((words) => [...words])));
    return tokens.map((token, at) => {
      const likely = new Map();
      for (const word of vocabulary) if (likeness(token, word)) likely.set(word, likeness(token, word));
      const hits = facts.map((fact) => {
        const found = Object.entries(FIELDS).map(([field, weight]) => [field, weight * best(fact.words[field], likely)]);
        if (named.get(fact.page)?.has(at)) found.push(["name", FIELDS.name]);
        return found.reduce((one, other) => (other[1] > one[1] ? other : one));
      });
      const count = hits.filter(([, hit]) => hit).length;
      return { token, hits, weight: count ? Math.log(1 + facts.length / count) : 0 };
    });
  }

  /* Where two attributes contradict each other, each has the values of both: one of them is enough. */
  function once(scored) {
    const links = ({ fact }) => fact.page + fact.values.map((value) => value[2]).sort();
    const seen = new Set();
    return scored.filter((one) => one.fact.values.length < 2 || (!seen.has(links(one)) && seen.add(links(one))));
  }

  /* The facts that have most of what is asked for, best first, and the words that none has. */
  function find(facts, { tokens, dates, types }, named = new Map()) {
    const asked = weigh(facts, tokens, named);
    const whole = asked.reduce((sum, one) => sum + one.weight, 0) + DATE * dates.length;
    const scored = facts.map((fact, at) => {
      let [score, mass, telling] = [0, 0, false];
      for (const { hits, weight } of asked) {
        const [field, hit] = hits[at];
        score += hit * weight;
        if (hit) mass += weight;
        telling ||= hit && field !== "name" && field !== "kind";
      }
      const dated = dates.filter((slot) => slot.some((one) => fact.dates.some((date) => same(one, date)))).length;
      mass += DATE * dated;
      score += DATE * dated * (fact.type === "date" ? 1 : 0.8);
      const typed = types.includes(fact.type);
      if (typed) score += TYPE * (whole || 1);
      return { fact, score: score * (1 - fact.size / LONG), kept: (telling || dated || typed) && mass >= FEWEST * whole && (whole || typed) };
    });
    const found = once(scored.filter((one) => one.kept).sort((a, b) => b.score - a.score));
    const unknown = asked.filter((one) => !one.weight).map((one) => one.token);
    return { facts: found.filter((one) => one.score >= NEAR * found[0].score).map((one) => one.fact), unknown };
  }

  return { prepare, find };
})();
