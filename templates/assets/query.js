/* What is asked: a query in, its dates, the words that matter and the type of value that would answer it out. */
const queryReader = (() => {
  /* types of values that answer what a question asks for */
  const ANSWERS = { quantity: ["quantity", "integer"], money: ["money", "quantity"], date: ["date"], place: ["place"] };
  const NUMERIC = /(?<!\d)(?:(?<y>[12]\d{3})([-./])(?<m>\d{1,2})(?:\2(?<d>\d{1,2}))?|(?<a>\d{1,2})([-./])(?<b>\d{1,2})\6(?<year>[12]\d{3}))(?!\d)/gu;
  const WORD = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
  const YEAR = /^[12]\d{3}$/;

  const isDay = (token) => /^\d{1,2}$/.test(token ?? "") && token > 0 && token < 32;
  const sound = ({ m, d }) => m > 0 && m < 13 && (d === undefined || (d > 0 && d < 32));

  /* 8/11/2020 is two days, by where it was written; with points it is one. */
  function numeric({ y, m, d, a, b, year }, text) {
    const read = y ? [{ y: +y, m: +m, ...(d && { d: +d }) }] : [{ y: +year, m: +b, d: +a }, ...(text.includes(".") ? [] : [{ y: +year, m: +a, d: +b }])];
    return read.filter(sound);
  }

  /* The dates of a text, each as what it may mean, and the words without them. */
  function dates(text, known) {
    const found = [];
    const rest = text.replace(NUMERIC, (...match) => {
      const read = numeric(match.at(-1), match[0]);
      if (read.length) found.push(read);
      return read.length ? " " : match[0];
    });
    const words = [...rest.matchAll(WORD)].map(([word]) => ({ word, tokens: nameFinder.words(word, known.letters) }));
    const token = (at) => (words[at]?.tokens.length === 1 ? words[at].tokens[0] : words[at]?.tokens.join(" ").replace(/^(\d+) (st|nd|rd|th)$/, "$1"));
    const used = new Set();
    for (let at = 0; at < words.length; at++) {
      const m = known.byMonth.get(token(at));
      if (!m) continue;
      const before = ["of", "de"].includes(token(at - 1)) ? at - 2 : at - 1;
      const numbered = (place) => /\p{N}/u.test(words[place]?.word ?? "") && isDay(token(place)); // in "May I" is no number
      const day = numbered(before) ? before : numbered(at + 1) ? at + 1 : -1;
      const year = [Math.max(day, at) + 1, at + 1].find((place) => YEAR.test(token(place)));
      if (day < 0 && year === undefined) continue;
      found.push([{ ...(year !== undefined && { y: +token(year) }), m, ...(day >= 0 && { d: +token(day) }) }]);
      for (let place = Math.min(at, day < 0 ? at : day); place <= Math.max(at, day, year ?? 0); place++) used.add(place);
    }
    return { dates: found, words: words.filter((_, at) => !used.has(at)) };
  }

  /* The dates that a value names, of which a year alone is one too. */
  function datesIn(text, known) {
    const { dates: whole, words } = dates(text, known);
    return [...whole.flat(), ...words.filter(({ word }) => YEAR.test(word)).map(({ word }) => ({ y: +word }))];
  }

  /* A date as the pages write it, in words alone. */
  function written({ y, m, d }) {
    const asked = { ...(y && { year: "numeric" }), month: "long", ...(d && { day: "numeric" }) };
    const format = new Intl.DateTimeFormat(amount.language, { ...asked, calendar: "gregory", numberingSystem: "latn" });
    const parts = format.formatToParts(new Date(y ?? 2000, m - 1, d ?? 1));
    return parts.flatMap(({ type, value }) => (type in asked ? [value] : [])).join(" ");
  }

  function read(query, known) {
    const { dates: asked, words } = dates(query, known);
    const { idle = [], ordinals = {}, ...asking } = known.questions ?? {};
    const said = ` ${[...query.toLowerCase().matchAll(WORD)].join(" ")} `;
    const types = Object.keys(asking).filter((type) => asking[type].some((phrase) => said.includes(` ${phrase} `))).flatMap((type) => ANSWERS[type]);
    const telling = words.filter(({ word }) => !idle.includes(word.toLowerCase()));
    const kept = telling.length || asked.length || types.length ? telling : words;
    const tokens = kept.flatMap(({ word, tokens }) => ordinals[word.toLowerCase()] ?? tokens);
    const plain = [...asked.map(([first]) => written(first)), ...kept.map(({ word }) => word)];
    return { query, dates: asked, types, tokens: [...new Set(tokens)], plain, text: kept.map(({ word }) => word).join(" ") };
  }

  /* The months, as names.json has them in many languages, by what they are as words. */
  function prepare(known) {
    const byMonth = new Map(Object.entries(known.months ?? {}).map(([name, number]) => [nameFinder.words(name, known.letters).join(" "), number]));
    return { ...known, byMonth };
  }

  return { prepare, read, datesIn };
})();
