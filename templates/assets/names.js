/* Finds a name as it is written, in another script, or misspelt. No page is needed: works on plain lists. */
const nameFinder = (() => {
  const ROMAN = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/;
  const RARE = 2; // names that a word stands in, so that it means these though they have other words
  const DIGITS = { i: 1, v: 5, x: 10 };
  /* Letters that several romanizations write in several ways: one form for all of them. */
  const SOUNDS = [[/zh|dj/g, "j"], [/kh/g, "h"], [/ph/g, "f"], [/sch|sh/g, "s"], [/tch|ch|ts/g, "c"], [/ou|oo/g, "u"], [/ee|iy|yi|ij\b/g, "i"],
    [/w/g, "v"], [/ck|q/g, "k"], [/y/g, "i"], [/j/g, "z"], [/(.)\1+/g, "$1"]];

  function arabic(word) {
    if (!ROMAN.test(word)) return word;
    const values = [...word].map((letter) => DIGITS[letter]);
    return String(values.reduce((sum, value, at) => sum + (value < values[at + 1] ? -value : value), 0));
  }

  function words(text, letters) {
    const plain = [...text.toLowerCase()].map((char) => letters[char] ?? char).join("").normalize("NFKD").replace(/\p{M}/gu, "");
    const parts = plain.replace(/['’ʼ]/g, "").match(/\p{N}+|\p{L}+/gu) ?? [];
    return parts.map(arabic);
  }

  /* The part of a long list (search_index.py) that has every name with the longest word asked for. */
  function part(query, letters) {
    const longest = words(query, letters).reduce((most, word) => (word.length > most.length ? word : most), "");
    return /^[a-z0-9]/.test(longest) ? longest[0] : "other";
  }

  const sound = (word) => SOUNDS.reduce((said, [pattern, letter]) => said.replace(pattern, letter), word);

  /* How many letters must be changed, added, left out or swapped; more than limit counts as limit + 1. */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return Math.min(last[b.length], limit + 1);
  }

  /* 10 for the word itself, less for its beginning, its sound and a slip; 0 for another word. */
  function likeness(asked, word, saidAsked, said) {
    if (asked === word) return 10;
    if (/\d/.test(asked)) return 0;
    if (asked.length > 1 && word.startsWith(asked)) return 7;
    if (asked.length > 3 && saidAsked === said) return 5;
    const limit = asked.length < 4 ? 0 : asked.length < 7 ? 1 : 2;
    const off = limit && Math.min(distance(asked, word, limit), distance(saidAsked, said, limit) + 0.5);
    return limit && off <= limit ? 5 - off : 0;
  }

  function scoreName(asked, name) {
    let sum = 0, sure = true;
    for (const one of asked) {
      const best = name.words.reduce((most, word) => Math.max(most, likeness(one.word, word.word, one.said, word.said)), 0);
      if (!best) return null;
      sum += best;
      sure &&= best >= 7;
    }
    return { score: sum / asked.length + (asked.length / Math.max(name.words.length, asked.length)) * 3, sure };
  }

  /* A word without the ends that English gives it: ends, ended and ending are one. */
  function stem(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    const cut = word.replace(/ies$/, "y").replace(/(?<=..[^s])(?:ing|ed|es|s)$/, "");
    return cut.replace(/([^aeious])\1$/, "$1").replace(/(?<=..)e$/, "");
  }

  const heard = (text, letters) => words(text, letters).map((word) => ({ word, said: sound(word) }));

  /* Rows are [name, kind, page, other names, weight, first clause of the summary]. */
  function prepare({ letters, names }) {
    const entries = names.map(([name, kind, page, others, weight, clause]) => {
      const spellings = [name, ...others].map((text) => ({ text, words: heard(text, letters) }));
      return { name, kind, page, weight, clause, spellings };
    });
    return { letters, entries };
  }

  function best(asked, entry) {
    let top = null;
    for (const [at, spelling] of entry.spellings.entries()) {
      const found = scoreName(asked, spelling);
      const score = found && found.score - (at ? 0.5 : 0);
      if (found && (!top || score > top.score)) top = { ...entry, score, sure: found.sure, matched: spelling.text };
    }
    return top && { ...top, score: top.score + Math.min(entry.weight, 60) / 60 };
  }

  /* The entries whose names hold every word of the query, best first; the misspelt ones only where none is sure. */
  function find(known, query) {
    const asked = heard(query, known.letters);
    if (!asked.length) return [];
    const found = known.entries.map((entry) => best(asked, entry)).filter(Boolean);
    const sure = found.filter((entry) => entry.sure);
    return (sure.length ? sure : found).sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, amount.language));
  }

  const alike = (asked, word) => (stem(asked.word) === stem(word.word) ? Math.max(8, likeness(asked.word, word.word)) : likeness(asked.word, word.word, asked.said, word.said));

  /* Which words asked for stand in a name, how surely, and how much of the name they are. */
  function share(asked, spelling) {
    const hits = asked.map((one) => spelling.words.reduce((most, word) => Math.max(most, alike(one, word)), 0));
    const part = hits.filter(Boolean).length / Math.max(1, spelling.words.length);
    return { text: spelling.text, hits, part: Math.min(1, part), sum: hits.reduce((sum, hit) => sum + hit, 0) };
  }

  /* The entries that are named within a longer query, best first: those with most of its words, the rarer the more they count.
     `named` says of each page with which of the words it is named. */
  function within(known, tokens) {
    const asked = tokens.map((word) => ({ word, said: sound(word) }));
    const shares = known.entries.map((entry) => entry.spellings.map((spelling) => share(asked, spelling)).reduce((one, other) => (other.sum * other.part > one.sum * one.part ? other : one)));
    const counts = asked.map((_, at) => shares.filter(({ hits }) => hits[at]).length);
    const weights = counts.map((count) => (count ? Math.log(1 + known.entries.length / count) : 0));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const sum = (hits, value) => hits.reduce((all, hit, at) => all + (hit ? weights[at] * value(hit) : 0), 0);
    const found = known.entries.map((entry, at) => {
      const { text, hits, part: covered } = shares[at];
      const those = new Set(hits.flatMap((hit, place) => (hit ? [place] : [])));
      const score = sum(hits, (hit) => hit / 10) * (0.7 + 0.3 * covered) + Math.min(entry.weight, 60) / 200;
      return { ...entry, matched: text, those, covered, score, mass: sum(hits, () => 1), sure: hits.every((hit) => !hit || hit >= 7) };
    });
    const rare = (entry) => [...entry.those].some((at) => counts[at] <= RARE);
    const telling = found.filter((entry) => entry.those.size > 1 || (entry.those.size && (entry.covered >= 0.5 || rare(entry))));
    const named = new Map(telling.map((entry) => [entry.page, entry.those]));
    const most = telling.filter((entry) => entry.mass >= whole / 2).sort((a, b) => b.score - a.score);
    const less = (entry, other) => other.those.size > entry.those.size && [...entry.those].every((at) => other.those.has(at));
    const best = most.filter((entry) => entry.covered === 1 || !most.some((other) => less(entry, other)));
    return { found: best.filter((entry) => entry.score >= best[0].score * 0.6), named, unknown: tokens.filter((_, at) => !counts[at]) };
  }

  return { prepare, find, within, part, words, stem };
})();
