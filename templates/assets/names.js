/* Finds a name as it is written, in another script, or misspelt. No page is needed: works on plain lists. */
const nameFinder = (() => {
  const ROMAN = /^(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$/;
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

  /* The part of a long list (name_index.py) that has every name with the longest word asked for. */
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

  const heard = (text, letters) => words(text, letters).map((word) => ({ word, said: sound(word) }));

  /* Rows are [name, kind, page, other names, weight]. */
  function prepare({ letters, names }) {
    const entries = names.map(([name, kind, page, others, weight]) => {
      const spellings = [name, ...others].map((text) => ({ text, words: heard(text, letters) }));
      return { name, kind, page, weight, spellings };
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
    return (sure.length ? sure : found).sort((a, b) => b.score - a.score || a.name.localeCompare(b.name));
  }

  return { prepare, find, part, words };
})();
