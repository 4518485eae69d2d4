/* What is asked: a query in, its dates, the words that matter and the type of value that would answer it out. */
const queryReader = (() => {
  /* words that say nothing of what is looked for; those of questions say what type of value would answer */
  const IDLE = new Set(("a about after all also an and any anyone are as at be became because been before being between both but by can could did do does " +
    "during each ever every find for from get give given had has have he her him his how i if in into is it its just let like list many may me " +
    "mention mentioned more most much must my no not of off on one only or other our out over please say saying says said she should show so some " +
    "such take taken tell than that the their them then there these they thing this those through to told took under until up upon us was we were " +
    "what when where whether which while who whom whose why will with would you your").split(" "));
  const ASKING = [[/\bhow (many|long|often|high|far|big|large)\b/, ["quantity", "integer"]], [/\bhow much\b|\b(what|which) (price|cost|sum)\b/, ["money", "quantity"]],
    [/\bwhen\b|\b(what|which) (day|date|month|year)\b/, ["date"]], [/\bwhere\b|\b(what|which) (place|country|city)\b/, ["place"]]];
  const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
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

  const written = ({ y, m, d }) => [d, m && new Date(2000, m - 1).toLocaleString("en", { month: "long" }), y].filter(Boolean).join(" ");

  function read(query, known) {
    const { dates: asked, words } = dates(query, known);
    const types = ASKING.filter(([pattern]) => pattern.test(query.toLowerCase())).flatMap(([, those]) => those);
    const telling = words.filter(({ word }) => !IDLE.has(word.toLowerCase()));
    const kept = telling.length || asked.length || types.length ? telling : words;
    const tokens = kept.flatMap((one) => one.tokens).map((token) => (ORDINALS.includes(token) ? String(ORDINALS.indexOf(token) + 1) : token));
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
