/* Lists that can be narrowed and sorted, their state kept in the address. Without this script the whole list stands. */
(() => {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const stacked = matchMedia("(max-width: 59.9844em)");
  const collator = new Intl.Collator(amount.language, { numeric: true, sensitivity: "base" });

  /* a row is a row of the table or an item of the list: what it belongs to, its words, its place at the start */
  function rowsOf(list) {
    return [...list.querySelectorAll("[data-in]")].map((node, place) => ({
      node,
      place,
      belongs: JSON.parse(node.dataset.in),
      words: plain(`${node.textContent} ${node.dataset.names ?? ""}`),
    }));
  }

  /* what each field that is set asks of a row */
  function testsOf(fields) {
    const set = fields.filter((field) => field.value && field.name !== "sort");
    return set.map((field) => {
      const words = field.name === "words" ? plain(field.value).split(/\s+/).filter(Boolean) : null;
      const test = words ? (row) => words.every((word) => row.words.includes(word)) : (row) => row.belongs[field.name]?.includes(field.value);
      return { field, test };
    });
  }

  const kept = (rows, tests, but) => rows.filter((row) => tests.every(({ field, test }) => field === but || test(row)));

  function narrow(list, rows, tests) {
    const left = new Set(kept(rows, tests));
    for (const row of rows) row.node.hidden = !left.has(row);
    for (const group of list.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-in]:not([hidden])");
    return left.size;
  }

  /* each choice says how many rows it would leave beside what the other fields ask */
  function recount(rows, tests, fields) {
    for (const field of fields.filter((one) => one.name !== "sort" && one.options)) {
      const counts = new Map();
      for (const row of kept(rows, tests, field)) for (const value of row.belongs[field.name] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
      for (const option of [...field.options].slice(1)) {
        const count = counts.get(option.value) ?? 0;
        option.textContent = `${option.dataset.label} (${amount(count)})`;
        option.disabled = !count && option.value !== field.value;
      }
    }
  }

  /* where nothing is left: what leaving out one of the fields would leave */
  function offer(none, rows, tests, left, drop) {
    none.hidden = left > 0;
    const ways = left ? [] : tests.map((one) => ({ ...one, count: kept(rows, tests, one.field).length })).filter(({ count }) => count);
    none.querySelector("ul").replaceChildren(...ways.map(({ field, count }) => {
      const words = field.options ? field.selectedOptions[0].dataset.label : gettext("“{words}”", { words: field.value });
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: gettext("without {words} ({n})", { words, n: amount(count) }) });
      button.addEventListener("click", () => drop(field));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  }

  /* the empty ones come last in both directions, equal ones keep the order in which the page has them */
  function sort(list, rows, order) {
    const [key, down] = [order.replace(/^-/, ""), order.startsWith("-")];
    const heads = [...list.querySelectorAll("thead th")];
    const column = heads.findIndex((head) => head.dataset.key === key);
    const value = (row) => (column < 0 ? "" : row.node.cells[column].dataset.s);
    const sorted = [...rows].sort((one, other) => {
      const [a, b] = [value(one), value(other)];
      if (!a || !b) return !a - !b || one.place - other.place;
      return collator.compare(a, b) * (down ? -1 : 1) || one.place - other.place;
    });
    list.tBodies[0].append(...sorted.map((row) => row.node));
    for (const head of heads.filter((one) => one.dataset.key)) {
      if (head.dataset.key === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /* the rows of the other pages, once they are needed; where they cannot be had, those that are here */
  async function rest(list) {
    const addresses = (list.dataset.rest ?? "").split(" ").filter(Boolean);
    delete list.dataset.rest;
    const pages = await Promise.all(addresses.map((address) => page(new URL(address, location.href), list.id)));
    for (const rows of pages) inside(list).append(...rows);
    if (pages.length && pages.every((rows) => rows.length)) for (const pager of document.querySelectorAll(".sheets")) pager.hidden = true;
  }

  function inside(list) {
    return list.tBodies?.[0] ?? list;
  }

  async function page(address, id) {
    try {
      const answer = await fetch(address);
      const there = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      for (const link of there.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
      return [...inside(there.getElementById(id)).children];
    } catch {
      return [];
    }
  }

  function keep(fields) {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value) query.set(field.name, field.value);
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text && `?${text}`) + location.hash);
  }

  function read(fields) {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
  }

  /* where rows are stacked their heads cannot be pressed: a field does the same there */
  function sortField(finder, heads) {
    const field = finder.querySelector("[name=sort]");
    for (const head of heads) field.add(new Option(head.textContent, head.dataset.key));
    for (const head of heads) field.add(new Option(gettext("{column}, downwards", { column: head.textContent }), `-${head.dataset.key}`));
    return field;
  }

  function button(head, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.append(...head.childNodes);
    made.addEventListener("click", press);
    head.append(made);
    return made;
  }

  /* the heads of stacked rows are out of sight, and so not for the keyboard */
  function reach(buttons) {
    for (const one of buttons) one.tabIndex = stacked.matches ? -1 : 0;
  }

  function set(finder) {
    const list = document.getElementById(finder.dataset.narrow);
    if (!list || finder.dataset.ready) return;
    finder.dataset.ready = "yes";
    const count = finder.nextElementSibling;
    const none = count.nextElementSibling;
    const clear = finder.querySelector("button");
    const heads = [...list.querySelectorAll("thead th[data-key]")];
    const order = heads.length ? sortField(finder, heads) : { value: "" };
    const fields = [...finder.querySelectorAll("input, select")];
    let rows = rowsOf(list);
    let sorted = "";
    read(fields);
    const show = async () => {
      if (list.dataset.rest && fields.some((field) => field.value)) {
        await rest(list);
        rows = rowsOf(list);
      }
      const tests = testsOf(fields);
      const left = narrow(list, rows, tests);
      offer(none, rows, tests, left, drop);
      if (!list.dataset.rest) recount(rows, tests, fields); // what is not narrowed stands in pages
      count.textContent = list.dataset.rest ? "" : gettext("{n} of {all}", { n: amount(left), all: amount(rows.length) });
      if (order.value !== sorted) sort(list, rows, (sorted = order.value));
      clear.hidden = !fields.some((field) => field.value);
    };
    const changed = () => (show(), keep(fields));
    const drop = (field) => {
      field.value = "";
      changed();
      field.focus();
    };
    const buttons = heads.map((head) =>
      button(head, () => {
        order.value = (order.value === head.dataset.key ? "-" : "") + head.dataset.key;
        changed();
      }),
    );
    reach(buttons);
    stacked.addEventListener("change", () => reach(buttons));
    finder.addEventListener("input", changed);
    clear.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      changed();
      fields[0].focus();
    });
    show();
  }

  const start = () => document.querySelectorAll("[data-narrow]").forEach(set);
  if (window.document$) document$.subscribe(start);
  else start();
})();
